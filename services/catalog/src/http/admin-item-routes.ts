import {
  adminMenuItemAnswer,
  adminMenuItemsAnswer,
  createMenuItemBody,
  menuItemsQuery,
  setAvailabilityBody,
  updateMenuItemBody,
} from '@campus/contracts/menu-api';
import { byId } from '@campus/contracts/values';
import { del, get, patch, post, put, type Route } from '@campus/http/routes';
import { listedItems } from '../queries/listed-items.ts';
import type { LivingMenu } from '../queries/living-menu.ts';
import type { Ranks } from '../queries/search-items.ts';
import { addMenuItem } from '../use-cases/add-menu-item.ts';
import { changeMenuItem } from '../use-cases/change-menu-item.ts';
import type { ImageWork } from '../use-cases/images.ts';
import { removeMenuItem } from '../use-cases/remove-menu-item.ts';
import { setAvailability } from '../use-cases/set-availability.ts';
import { changedItemFields, newItemFields } from './item-fields.ts';
import { viewOfItem } from './item-view.ts';

const items = '/api/v1/admin/menu/items';

export interface AdminItemDoor extends ImageWork {
  livingMenu: LivingMenu;
  search(text: string | undefined): Promise<Ranks | undefined>;
}

export function adminItemRoutes({ livingMenu, search, transact, images }: AdminItemDoor): Route[] {
  return [
    get(
      items,
      { may: ['admin'], summary: 'List all menu items', query: menuItemsQuery, answer: adminMenuItemsAnswer },
      async ({ query: { search: text, ...filters } }) => {
        const found = await search(text);
        const listed = listedItems(await livingMenu.latest(), { ...filters, audience: 'staff', found });
        return { items: listed.map(viewOfItem), total: listed.length };
      },
    ),
    post(
      items,
      {
        may: ['admin'],
        summary: 'Create a menu item',
        body: createMenuItemBody,
        status: 201,
        answer: adminMenuItemAnswer,
      },
      async ({ body }) => {
        const fields = newItemFields(body);
        return { item: viewOfItem(await transact((work) => addMenuItem(work, fields))) };
      },
    ),
    put(
      `${items}/:id`,
      {
        may: ['admin'],
        summary: 'Change a menu item',
        params: byId,
        body: updateMenuItemBody,
        answer: adminMenuItemAnswer,
        errors: ['VERSION_CONFLICT'],
      },
      async ({ params, body }) => {
        const change = { id: params.id, version: body.version, fields: changedItemFields(body) };
        return { item: viewOfItem(await transact((work) => changeMenuItem(work, change))) };
      },
    ),
    del(`${items}/:id`, { may: ['admin'], summary: 'Delete a menu item', params: byId }, async ({ params }) => {
      await removeMenuItem({ transact, images }, params.id);
      return undefined;
    }),
    patch(
      `${items}/:id/availability`,
      {
        may: ['kitchen', 'admin'],
        summary: 'Switch a menu item on, or off with an optional time of return',
        params: byId,
        body: setAvailabilityBody,
        answer: adminMenuItemAnswer,
      },
      async ({ params, body }) => {
        const until = body.until === undefined ? null : new Date(body.until);
        const change = { id: params.id, isAvailable: body.is_available, until };
        return { item: viewOfItem(await transact((work) => setAvailability(work, change))) };
      },
    ),
  ];
}

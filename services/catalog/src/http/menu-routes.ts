import { categoriesAnswer, menuItemAnswer, menuItemsAnswer, menuItemsQuery } from '@campus/contracts/menu-api';
import { byId } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import { get, type Route } from '@campus/http/routes';
import { categories } from '../queries/categories.ts';
import { findMenuItem, menuItems } from '../queries/menu-items.ts';
import { cached } from './cached.ts';

export function menuRoutes(db: Db): Route[] {
  return [
    get(
      '/api/v1/menu/categories',
      { may: 'signed-in', summary: 'List active categories', answer: categoriesAnswer },
      async () => {
        const shown = await categories(db, { audience: 'customers' });
        return { categories: shown, total: shown.length };
      },
    ),
    get(
      '/api/v1/menu/items',
      {
        may: 'signed-in',
        summary: 'Browse and search the menu',
        query: menuItemsQuery,
        answer: menuItemsAnswer,
        headers: ['If-None-Match'],
      },
      async ({ query, request, response }) => {
        const { items, revision } = await menuItems(db, query);
        return cached({ request, response }, { revision, body: { items, total: items.length } });
      },
    ),
    get(
      '/api/v1/menu/items/:id',
      { may: 'signed-in', summary: 'Show one menu item', params: byId, answer: menuItemAnswer },
      async ({ params }) => {
        const item = await findMenuItem(db, params.id);
        if (!item) throw notFound('Menu item');
        return { item };
      },
    ),
  ];
}

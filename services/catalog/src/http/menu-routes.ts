import { categoriesAnswer, menuItemAnswer, menuItemsAnswer, menuItemsQuery } from '@campus/contracts/menu-api';
import { byId } from '@campus/contracts/values';
import { notFound } from '@campus/errors/app-error';
import { get, type Route } from '@campus/http/routes';
import { listedItems } from '../queries/listed-items.ts';
import type { LivingMenu } from '../queries/living-menu.ts';
import type { Ranks } from '../queries/search-items.ts';
import { viewOfCategory } from './category-view.ts';
import { conditional } from './conditional.ts';
import { customerViewOfItem } from './item-view.ts';
import type { MenuAnswers } from './menu-answers.ts';

export interface MenuDoor {
  livingMenu: LivingMenu;
  answers: MenuAnswers;
  search(text: string | undefined): Promise<Ranks | undefined>;
}

/** What customers see. Each answer is made once per change of the menu; until then it comes from memory. */
export function menuRoutes({ livingMenu, answers, search }: MenuDoor): Route[] {
  return [
    get(
      '/api/v1/menu/categories',
      { may: 'signed-in', summary: 'List active categories', answer: categoriesAnswer, headers: ['If-None-Match'] },
      async ({ request }) => {
        const { menu, ...state } = await livingMenu.current();
        const answer = await answers.find(menu, 'categories', () => {
          const categories = menu.categories.filter(({ isActive }) => isActive).map(viewOfCategory);
          return { categories, total: categories.length };
        });
        return conditional(request, answer, state);
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
      async ({ query: { search: text, ...filters }, request }) => {
        const { menu, ...state } = await livingMenu.current();
        const question = JSON.stringify([text?.toLowerCase(), filters]);
        const answer = await answers.find(menu, question, async () => {
          const listed = listedItems(menu, { ...filters, audience: 'customers', found: await search(text) });
          return { items: listed.map(customerViewOfItem), total: listed.length };
        });
        return conditional(request, answer, state);
      },
    ),
    get(
      '/api/v1/menu/items/:id',
      {
        may: 'signed-in',
        summary: 'Show one menu item',
        params: byId,
        answer: menuItemAnswer,
        headers: ['If-None-Match'],
      },
      async ({ params, request }) => {
        const { menu, ...state } = await livingMenu.current();
        const id = params.id.toLowerCase();
        const entry = menu.byId.get(id);
        if (!entry?.category.isActive) throw notFound('Menu item');
        const answer = await answers.find(menu, id, () => ({ item: customerViewOfItem(entry) }));
        return conditional(request, answer, state);
      },
    ),
  ];
}

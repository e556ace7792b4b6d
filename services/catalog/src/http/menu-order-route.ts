import { reorderedMenuAnswer, reorderMenuBody } from '@campus/contracts/menu-api';
import { put, type Route } from '@campus/http/routes';
import { reorderMenu } from '../use-cases/reorder-menu.ts';
import type { Transact } from '../use-cases/work.ts';
import { viewOfCategory } from './category-view.ts';
import { viewOfItem } from './item-view.ts';

export function menuOrderRoute({ transact }: { transact: Transact }): Route {
  return put(
    '/api/v1/admin/menu/order',
    {
      may: ['admin'],
      summary: 'Put categories and items in order',
      body: reorderMenuBody,
      answer: reorderedMenuAnswer,
    },
    async ({ body: { category_ids = [], item_ids = [] } }) => {
      const order = { categoryIds: category_ids.map(lower), itemIds: item_ids.map(lower) };
      const { categories, items } = await transact((work) => reorderMenu(work, order));
      return { categories: categories.map(viewOfCategory), items: items.map(viewOfItem) };
    },
  );
}

// A UUID may be written in capitals; rows give it back in small letters.
const lower = (id: string) => id.toLowerCase();

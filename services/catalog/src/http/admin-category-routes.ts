import { categoriesAnswer, categoryAnswer, createCategoryBody, updateCategoryBody } from '@campus/contracts/menu-api';
import { byId } from '@campus/contracts/values';
import { get, post, put, type Route } from '@campus/http/routes';
import type { LivingMenu } from '../queries/living-menu.ts';
import { addCategory } from '../use-cases/add-category.ts';
import { changeCategory } from '../use-cases/change-category.ts';
import type { Transact } from '../use-cases/work.ts';
import { categoryFields } from './category-fields.ts';
import { viewOfCategory } from './category-view.ts';

export function adminCategoryRoutes({ livingMenu, transact }: { livingMenu: LivingMenu; transact: Transact }): Route[] {
  return [
    get(
      '/api/v1/admin/menu/categories',
      { may: ['admin'], summary: 'List all categories', answer: categoriesAnswer },
      async () => {
        const { categories } = await livingMenu.latest();
        return { categories: categories.map(viewOfCategory), total: categories.length };
      },
    ),
    post(
      '/api/v1/admin/menu/categories',
      {
        may: ['admin'],
        summary: 'Create a category',
        body: createCategoryBody,
        status: 201,
        answer: categoryAnswer,
        errors: ['ALREADY_EXISTS'],
      },
      async ({ body }) => {
        const { name, display_order, is_active } = body;
        const fields = { name, displayOrder: display_order, isActive: is_active };
        return { category: viewOfCategory(await transact((work) => addCategory(work, fields))) };
      },
    ),
    put(
      '/api/v1/admin/menu/categories/:id',
      {
        may: ['admin'],
        summary: 'Change a category',
        params: byId,
        body: updateCategoryBody,
        answer: categoryAnswer,
        errors: ['ALREADY_EXISTS', 'VERSION_CONFLICT'],
      },
      async ({ params, body }) => {
        const change = { id: params.id, version: body.version, fields: categoryFields(body) };
        return { category: viewOfCategory(await transact((work) => changeCategory(work, change))) };
      },
    ),
  ];
}

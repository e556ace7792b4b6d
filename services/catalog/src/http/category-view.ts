import type { CategoryView, UpdateCategoryBody } from '@campus/contracts/menu-api';
import type { Category, CategoryFields } from '../domain/category.ts';

/** The fields that a body names; those it leaves out stay out. */
export function categoryFields({ name, display_order, is_active }: UpdateCategoryBody): Partial<CategoryFields> {
  return {
    ...(name !== undefined && { name }),
    ...(display_order !== undefined && { displayOrder: display_order }),
    ...(is_active !== undefined && { isActive: is_active }),
  };
}

export function viewOfCategory(category: Category): CategoryView {
  return {
    id: category.id,
    name: category.name,
    display_order: category.displayOrder,
    is_active: category.isActive,
    image_url: category.imageUrl,
    version: category.version,
    updated_at: category.updatedAt.toISOString(),
  };
}

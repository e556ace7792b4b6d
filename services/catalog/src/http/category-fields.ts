import type { UpdateCategoryBody } from '@campus/contracts/menu-api';
import type { CategoryFields } from '../domain/category.ts';

/** The fields that a body names; those it leaves out stay out. */
export function categoryFields({ name, display_order, is_active }: UpdateCategoryBody): Partial<CategoryFields> {
  return {
    ...(name !== undefined && { name }),
    ...(display_order !== undefined && { displayOrder: display_order }),
    ...(is_active !== undefined && { isActive: is_active }),
  };
}

import type { CategoryView } from '@campus/contracts/menu-api';
import type { Category } from '../domain/category.ts';
import { imageUrls } from '../domain/image.ts';

export function viewOfCategory(category: Category): CategoryView {
  return {
    id: category.id,
    name: category.name,
    display_order: category.displayOrder,
    is_active: category.isActive,
    ...imageUrls(category.imageKey),
    version: category.version,
    updated_at: category.updatedAt.toISOString(),
  };
}

import type { Category } from '../domain/category.ts';
import { imageUrls, keyOfUrl } from '../domain/image.ts';

export interface CategoryRow {
  id: string;
  name: string;
  display_order: number;
  is_active: boolean;
  image_url: string | null;
  version: number;
  updated_at: Date;
}

export function categoryOf(row: CategoryRow): Category {
  return {
    id: row.id,
    name: row.name,
    displayOrder: row.display_order,
    isActive: row.is_active,
    imageKey: keyOfUrl(row.image_url),
    version: row.version,
    updatedAt: row.updated_at,
  };
}

export function rowOf(category: Category): CategoryRow {
  return {
    id: category.id,
    name: category.name,
    display_order: category.displayOrder,
    is_active: category.isActive,
    image_url: imageUrls(category.imageKey).image_url,
    version: category.version,
    updated_at: category.updatedAt,
  };
}

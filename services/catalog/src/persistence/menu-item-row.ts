import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import { imageUrls, keyOfUrl } from '../domain/image.ts';
import type { MenuItem } from '../domain/menu-item.ts';

export interface MenuItemRow {
  id: string;
  category_id: string;
  name: string;
  description: string | null;
  price: string;
  image_url: string | null;
  is_veg: boolean;
  is_available: boolean;
  available_again_at: Date | null;
  time_slots: string[];
  display_order: number;
  version: number;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export function menuItemOf(row: MenuItemRow): MenuItem {
  return {
    id: row.id,
    categoryId: row.category_id,
    name: row.name,
    description: row.description,
    pricePaise: paiseFromNumeric(row.price),
    imageKey: keyOfUrl(row.image_url),
    isVeg: row.is_veg,
    isAvailable: row.is_available,
    availableAgainAt: row.available_again_at,
    timeSlots: row.time_slots,
    displayOrder: row.display_order,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

export function rowOf(item: MenuItem) {
  return {
    id: item.id,
    category_id: item.categoryId,
    name: item.name,
    description: item.description,
    price: numericFromPaise(item.pricePaise),
    image_url: imageUrls(item.imageKey).image_url,
    is_veg: item.isVeg,
    is_available: item.isAvailable,
    available_again_at: item.availableAgainAt,
    // pg would send a plain array as a PostgreSQL array.
    time_slots: JSON.stringify(item.timeSlots),
    display_order: item.displayOrder,
    version: item.version,
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    deleted_at: item.deletedAt,
  };
}

import type { AdminMenuItemView, MenuItemView } from '@campus/contracts/menu-api';
import { rupeesFromPaise } from '@campus/money/money';
import type { Category } from '../domain/category.ts';
import { imageUrls } from '../domain/image.ts';
import type { MenuItem } from '../domain/menu-item.ts';

interface Shown {
  item: MenuItem;
  category: Category;
}

export function customerViewOfItem({ item, category }: Shown): MenuItemView {
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    price: rupeesFromPaise(item.pricePaise),
    ...imageUrls(item.imageKey),
    is_veg: item.isVeg,
    is_available: item.isAvailable,
    time_slots: item.timeSlots,
    category: { id: category.id, name: category.name },
    display_order: item.displayOrder,
    version: item.version,
  };
}

/** Staff see the remaining columns too. */
export function viewOfItem(shown: Shown): AdminMenuItemView {
  const { item } = shown;
  return {
    ...customerViewOfItem(shown),
    category_id: item.categoryId,
    available_again_at: item.availableAgainAt?.toISOString() ?? null,
    created_at: item.createdAt.toISOString(),
    updated_at: item.updatedAt.toISOString(),
  };
}

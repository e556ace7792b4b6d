import type { MenuItemState } from '@campus/contracts/menu-events';
import type { MenuItem } from './menu-item.ts';

/** The whole item as its event carries it. */
export function menuItemState(item: MenuItem): MenuItemState {
  return {
    id: item.id,
    category_id: item.categoryId,
    name: item.name,
    description: item.description,
    price_paise: item.pricePaise,
    image_url: item.imageUrl,
    is_veg: item.isVeg,
    is_available: item.isAvailable,
    time_slots: item.timeSlots,
    display_order: item.displayOrder,
    is_deleted: item.deletedAt !== null,
    version: item.version,
    updated_at: item.updatedAt.toISOString(),
  };
}

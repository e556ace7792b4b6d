import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { rupeesFromPaise } from '@campus/money/money';
import type { ChangedItem } from '../use-cases/work.ts';

/** An item right after a change, as staff see it. */
export function viewOfItem({ item, category }: ChangedItem): AdminMenuItemView {
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    price: rupeesFromPaise(item.pricePaise),
    image_url: item.imageUrl,
    is_veg: item.isVeg,
    is_available: item.isAvailable,
    time_slots: item.timeSlots,
    category: { id: category.id, name: category.name },
    category_id: item.categoryId,
    display_order: item.displayOrder,
    available_again_at: item.availableAgainAt?.toISOString() ?? null,
    version: item.version,
    created_at: item.createdAt.toISOString(),
    updated_at: item.updatedAt.toISOString(),
  };
}

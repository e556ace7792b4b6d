import type { AdminMenuItemView, CreateMenuItemBody, UpdateMenuItemBody } from '@campus/contracts/menu-api';
import { paiseFromRupees, rupeesFromPaise } from '@campus/money/money';
import type { MenuItemFields } from '../domain/menu-item.ts';
import type { ChangedItem } from '../use-cases/work.ts';

/** All fields of a new item. */
export function newItemFields(body: CreateMenuItemBody): MenuItemFields {
  return {
    categoryId: body.category_id,
    name: body.name,
    description: body.description,
    pricePaise: paiseFromRupees(body.price),
    isVeg: body.is_veg,
    isAvailable: body.is_available,
    timeSlots: body.time_slots,
    displayOrder: body.display_order,
  };
}

/** The fields that a body names; those it leaves out stay out. */
export function changedItemFields(body: UpdateMenuItemBody): Partial<MenuItemFields> {
  return {
    ...(body.category_id !== undefined && { categoryId: body.category_id }),
    ...(body.name !== undefined && { name: body.name }),
    ...(body.description !== undefined && { description: body.description }),
    ...(body.price !== undefined && { pricePaise: paiseFromRupees(body.price) }),
    ...(body.is_veg !== undefined && { isVeg: body.is_veg }),
    ...(body.is_available !== undefined && { isAvailable: body.is_available }),
    ...(body.time_slots !== undefined && { timeSlots: body.time_slots }),
    ...(body.display_order !== undefined && { displayOrder: body.display_order }),
  };
}

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

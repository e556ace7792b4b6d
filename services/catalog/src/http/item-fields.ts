import type { CreateMenuItemBody, UpdateMenuItemBody } from '@campus/contracts/menu-api';
import { paiseFromRupees } from '@campus/money/money';
import type { MenuItemFields } from '../domain/menu-item.ts';

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

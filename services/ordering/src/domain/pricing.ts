import { AppError, conflict, validationError } from '@campus/errors/app-error';
import type { OrderLine } from './order.ts';

/** A dish as the catalog last told it. */
export interface MenuItem {
  id: string;
  name: string;
  pricePaise: number;
  isVeg: boolean;
  isAvailable: boolean;
  /** Windows in which it can be ordered; empty means in all. */
  timeSlots: string[];
}

export interface RequestedLine {
  menuItemId: string;
  quantity: number;
}

/** Why a line cannot be ordered now. */
export interface BlockedLine {
  menu_item_id: string;
  reason: 'not_found' | 'unavailable' | 'not_in_this_slot';
}

/** Lines that name the same dish become one, in the order of their first mention. */
export function mergeLines(lines: RequestedLine[]): RequestedLine[] {
  const quantities = new Map<string, number>();
  for (const { menuItemId, quantity } of lines)
    quantities.set(menuItemId, (quantities.get(menuItemId) ?? 0) + quantity);
  return [...quantities].map(([menuItemId, quantity]) => ({ menuItemId, quantity }));
}

/** Throws 400 for an empty cart, too many lines or too many of one dish. */
export function requireReasonableCart(
  lines: RequestedLine[],
  limits: { maxLinesPerOrder: number; maxQuantityPerItem: number },
): void {
  if (lines.length === 0) throw new AppError('invalid', 'CART_EMPTY', 'The order has no items.');
  if (lines.length > limits.maxLinesPerOrder) {
    throw validationError([{ path: 'items', message: `must have at most ${limits.maxLinesPerOrder} different items` }]);
  }
  const tooMany = lines.filter(({ quantity }) => quantity > limits.maxQuantityPerItem);
  if (tooMany.length > 0) {
    const message = `must be at most ${limits.maxQuantityPerItem} of one item`;
    throw validationError(tooMany.map(({ menuItemId }) => ({ path: `items.${menuItemId}.quantity`, message })));
  }
}

/** The lines at today's prices, and those that cannot be ordered in this slot. */
export function priceLines(
  requested: RequestedLine[],
  menu: Map<string, MenuItem>,
  slot: string | undefined,
): { lines: OrderLine[]; blocked: BlockedLine[] } {
  const lines: OrderLine[] = [];
  const blocked: BlockedLine[] = [];
  for (const { menuItemId, quantity } of requested) {
    const item = menu.get(menuItemId);
    const reason = obstacle(item, slot);
    if (reason) blocked.push({ menu_item_id: menuItemId, reason });
    if (item) lines.push(lineOf(item, quantity));
  }
  return { lines, blocked };
}

/** `priceLines` for an order about to be placed: throws 409 `ITEM_UNAVAILABLE` naming every blocked line. */
export function priceOrder(requested: RequestedLine[], menu: Map<string, MenuItem>, slot: string): OrderLine[] {
  const { lines, blocked } = priceLines(requested, menu, slot);
  if (blocked.length > 0) throw conflict('ITEM_UNAVAILABLE', 'Some items cannot be ordered now.', { items: blocked });
  return lines;
}

function obstacle(item: MenuItem | undefined, slot: string | undefined): BlockedLine['reason'] | undefined {
  if (!item) return 'not_found';
  if (!item.isAvailable) return 'unavailable';
  if (slot !== undefined && item.timeSlots.length > 0 && !item.timeSlots.includes(slot)) return 'not_in_this_slot';
  return undefined;
}

function lineOf({ id, name, isVeg, pricePaise }: MenuItem, quantity: number): OrderLine {
  return {
    menuItemId: id,
    itemName: name,
    isVeg,
    itemPricePaise: pricePaise,
    quantity,
    lineTotalPaise: pricePaise * quantity,
  };
}

import type { OrderView } from '@campus/contracts/order-state';

/** How many pieces of a dish the open tickets ask for. */
export interface DishTotal {
  id: string;
  name: string;
  isVeg: boolean;
  /** On tickets that nobody has started. */
  waiting: number;
  cooking: number;
}

const COUNTED: Partial<Record<OrderView['status'], 'waiting' | 'cooking'>> = {
  received: 'waiting',
  preparing: 'cooking',
};

/** Per dish over all tickets that are still to be cooked, the most first. */
export function dayTotals(orders: readonly OrderView[]): DishTotal[] {
  const totals = new Map<string, DishTotal>();
  for (const { status, items } of orders) {
    const kind = COUNTED[status];
    if (!kind) continue;
    for (const { menu_item_id: id, item_name: name, is_veg: isVeg, quantity } of items) {
      const known = totals.get(id) ?? { id, name, isVeg, waiting: 0, cooking: 0 };
      totals.set(id, { ...known, [kind]: known[kind] + quantity });
    }
  }
  return [...totals.values()].sort((one, other) => pieces(other) - pieces(one) || one.name.localeCompare(other.name));
}

export function pieces({ waiting, cooking }: DishTotal): number {
  return waiting + cooking;
}

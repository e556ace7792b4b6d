import type { OrderView } from '@campus/contracts/order-state';

export const COLUMNS = ['new', 'preparing', 'ready', 'out'] as const;
export type Column = (typeof COLUMNS)[number];

const COLUMN_OF: Partial<Record<OrderView['status'], Column>> = {
  received: 'new',
  preparing: 'preparing',
  ready: 'ready',
  out_for_delivery: 'out',
  // Only until the kitchen has seen it: where everybody looks first.
  cancelled: 'new',
};

/** Whether the kitchen has to know of an order: it is confirmed and open, or was cancelled and nobody has said "seen". */
export function isOnBoard({ status, confirmed_at, acknowledged_at }: OrderView): boolean {
  if (confirmed_at === null || status === 'completed') return false;
  return status !== 'cancelled' || acknowledged_at === null;
}

/** The tickets of each column, cancelled ones first, then in the order in which they were confirmed. */
export function columnsOf(orders: readonly OrderView[]): Record<Column, OrderView[]> {
  const columns: Record<Column, OrderView[]> = { new: [], preparing: [], ready: [], out: [] };
  for (const order of orders) {
    const column = isOnBoard(order) && COLUMN_OF[order.status];
    if (column) columns[column].push(order);
  }
  for (const tickets of Object.values(columns)) tickets.sort(byUrgency);
  return columns;
}

function byUrgency(one: OrderView, other: OrderView): number {
  const cancelledFirst = Number(other.status === 'cancelled') - Number(one.status === 'cancelled');
  return (
    cancelledFirst || (one.confirmed_at ?? '').localeCompare(other.confirmed_at ?? '') || one.id.localeCompare(other.id)
  );
}

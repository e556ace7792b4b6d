import type { OrderView } from '@campus/contracts/order-state';

export type Alarm = 'new' | 'cancelled';

/** Why an order rings: it is new, or it was cancelled, and nobody has said "seen". */
export function alarmOf({ status, confirmed_at, acknowledged_at }: OrderView): Alarm | undefined {
  if (confirmed_at === null || acknowledged_at !== null) return undefined;
  if (status === 'cancelled') return 'cancelled';
  return status === 'received' ? 'new' : undefined;
}

export function alarming(orders: readonly OrderView[]): Record<Alarm, OrderView[]> {
  return {
    new: orders.filter((order) => alarmOf(order) === 'new'),
    cancelled: orders.filter((order) => alarmOf(order) === 'cancelled'),
  };
}

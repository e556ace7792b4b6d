import type { OrderView } from '@campus/contracts/order-state';
import { chosenDay } from '../../app/chosen-day.ts';

/** What is looked for, as it stands in the address. */
export interface OrdersSearch {
  search?: string;
  status?: OrderView['status'];
  type?: OrderView['order_type'];
  payment_status?: OrderView['payment_status'];
  /** Business days, the last one included. */
  from?: string;
  to?: string;
  unconfirmed?: true;
}

export const STATUSES = ['received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled'] as const;
export const TYPES = ['pickup', 'delivery'] as const;
export const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'refunded'] as const;
const MAX_SEARCH = 100;

/** Reads the address; what nobody could have chosen is left out instead of breaking the page. */
export function ordersSearch(raw: Record<string, unknown>): OrdersSearch {
  return withoutGaps({
    search: wordsOf(raw.search),
    status: oneOf(STATUSES, raw.status),
    type: oneOf(TYPES, raw.type),
    payment_status: oneOf(PAYMENT_STATUSES, raw.payment_status),
    from: chosenDay(raw.from),
    to: chosenDay(raw.to),
    unconfirmed: raw.unconfirmed === true ? true : undefined,
  });
}

/** How many filters are set, the search aside. */
export function filterCount({ search: _search, ...filters }: OrdersSearch): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}

/** Whether an order that is heard of live is one of those looked for: the same rules as the server's. */
export function isLookedFor(order: OrderView, wanted: OrdersSearch): boolean {
  const { search, status, type, payment_status, from, to, unconfirmed } = wanted;
  return (
    (unconfirmed === true || order.confirmed_at !== null) &&
    (status === undefined || order.status === status) &&
    (type === undefined || order.order_type === type) &&
    (payment_status === undefined || order.payment_status === payment_status) &&
    (from === undefined || order.business_day >= from) &&
    (to === undefined || order.business_day <= to) &&
    (search === undefined || [order.order_number, order.customer_name ?? ''].some((text) => beginsWith(text, search)))
  );
}

function beginsWith(text: string, prefix: string): boolean {
  return text.toLowerCase().startsWith(prefix.toLowerCase());
}

function wordsOf(value: unknown): string | undefined {
  // The router reads digits in an address as a number.
  const words = typeof value === 'number' ? String(value) : value;
  return typeof words === 'string' ? words.trim().slice(0, MAX_SEARCH) || undefined : undefined;
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((known) => known === value);
}

function withoutGaps(search: OrdersSearch): OrdersSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

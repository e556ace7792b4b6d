import type { OrderView } from '@campus/contracts/order-state';
import { newestOf } from '../../live/keep-newest.ts';

export interface Fetched {
  orders: readonly OrderView[];
  /** There are older ones that were not fetched yet. */
  hasMore: boolean;
}

/**
 * A paged list with everything that was heard since: the newest version of each order, new ones in their place, none that does not
 * belong any more. Ids are ordered by time, newest first, as the server pages.
 */
export function shownOrders(
  { orders, hasMore }: Fetched,
  heard: ReadonlyMap<string, OrderView>,
  belongs: (order: OrderView) => boolean,
): readonly OrderView[] {
  const known = new Map(orders.map((order) => [order.id, order]));
  const oldest = orders.at(-1)?.id ?? '';
  for (const order of heard.values()) {
    const isWithinPages = known.has(order.id) || !hasMore || order.id > oldest;
    if (isWithinPages) known.set(order.id, newestOf(known.get(order.id), order));
  }
  // What the server counted in stays until something newer is heard of it.
  const isShown = (order: OrderView) => heard.get(order.id) !== order || belongs(order);
  return [...known.values()].filter(isShown).sort((one, other) => (one.id < other.id ? 1 : -1));
}

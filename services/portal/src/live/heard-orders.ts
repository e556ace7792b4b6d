import type { OrderView } from '@campus/contracts/order-state';
import { withNewest } from './keep-newest.ts';

export type Belongs = (order: OrderView) => boolean;

/** What a screen has heard about orders: the newest of each, and in which turn. */
export interface HeardOrders {
  /** Takes in a message; false when a newer one was here already. */
  note(order: OrderView): boolean;
  /** Before fetching a list: the turn from which on messages may be newer than the answer. */
  mark(): number;
  /** A fetched list as it is now: with all that was heard and is newer, and with what joined since `mark`. */
  bringUpToDate(fetched: readonly OrderView[], asked: { mark: number; belongs: Belongs }): readonly OrderView[];
}

/** More than a canteen's busiest day has orders under way. */
const REMEMBERED = 2_000;

export function createHeardOrders(): HeardOrders {
  const newest = new Map<string, { order: OrderView; turn: number }>();
  let turn = 0;
  return {
    note(order) {
      const known = newest.get(order.id);
      if (known && known.order.version >= order.version) return false;
      turn += 1;
      newest.delete(order.id);
      newest.set(order.id, { order, turn });
      if (newest.size > REMEMBERED) newest.delete(newest.keys().next().value ?? '');
      return true;
    },
    mark: () => turn,
    bringUpToDate(fetched, { mark, belongs }) {
      const ids = new Set(fetched.map(({ id }) => id));
      const later = [...newest.values()].filter((heard) => ids.has(heard.order.id) || heard.turn > mark);
      return later.reduce((list, { order }) => withOrder(list, order, belongs), fetched);
    },
  };
}

/** The list after a message: the order in its place, or gone when it does not belong here any more. The same list when nothing changes. */
export function withOrder(list: readonly OrderView[], heard: OrderView, belongs: Belongs): readonly OrderView[] {
  const isListed = list.some(({ id }) => id === heard.id);
  if (!isListed && !belongs(heard)) return list;
  const next = withNewest(list, heard);
  const shown = next.find(({ id }) => id === heard.id);
  return shown && belongs(shown) ? next : next.filter((order) => order !== shown);
}

import type { OrderView } from '@campus/contracts/order-state';
import type { Random } from '@campus/testing/random';
import type { TokenClaims } from '@campus/testing/tokens';
import type { Platform } from '../platform.ts';
import { type Client, startClient } from './client.ts';
import { type OpenLine, orderLine, screenLine, streamLine } from './lines.ts';
import { createListViewer, type ListViewer } from './list-viewer.ts';
import type { People } from './lives.ts';
import { createOrderViewer, type OrderViewer } from './order-viewer.ts';

/** How many clients there are at each door. */
export interface CrowdSize {
  screens: number;
  streams: number;
  customers: number;
  riders: number;
}

export interface Crowd {
  clients: Client[];
  /** Clients that show a list, with what belongs on it. */
  lists: { door: 'kitchen' | 'orders' | 'delivery'; viewer: ListViewer; maySee(order: OrderView): boolean }[];
  /** Phones that follow one order each. */
  phones: { viewer: OrderViewer; orderId: string }[];
  /** One more phone, of the customer or of the office. */
  follow(order: { id: string; user_id: string }): void;
}

const isConfirmed = ({ confirmed_at }: OrderView) => confirmed_at !== null;

/** Opens all doors for everybody. */
export function gatherCrowd(
  { ordering, issuer, first, second }: Platform,
  { size, people, random }: { size: CrowdSize; people: People; random: Random },
): Crowd {
  const urls = [first.url, second.url] as const;
  const crowd: Crowd = { clients: [], lists: [], phones: [], follow };
  const start = (claims: TokenClaims, open: OpenLine, isDone = () => false) =>
    crowd.clients.push(startClient({ urls, token: issuer.sign(claims), random, open, isDone }));

  function list(door: Crowd['lists'][number]['door'], maySee: (order: OrderView) => boolean): ListViewer {
    const name = `${door} ${crowd.lists.length}`;
    const fetchList = () => [...ordering.orders.values()].filter(maySee);
    const viewer = createListViewer({ name, maySee, fetchList, random });
    crowd.lists.push({ door, viewer, maySee });
    return viewer;
  }

  function follow({ id, user_id }: { id: string; user_id: string }): void {
    const viewer = createOrderViewer(id);
    crowd.phones.push({ viewer, orderId: id });
    const claims: TokenClaims = random.chance(0.3) ? { role: 'admin' } : { role: 'consumer', userId: user_id };
    start(claims, orderLine(id, viewer), () => viewer.isFinal);
  }

  for (let count = 0; count < size.screens; count += 1)
    start({ role: 'kitchen' }, screenLine('/kitchen', list('kitchen', isConfirmed)));
  for (let count = 0; count < size.streams; count += 1)
    start({ role: 'admin' }, streamLine(list('kitchen', isConfirmed)));
  for (const userId of repeated(people.customers, size.customers)) {
    const viewer = list('orders', ({ user_id }) => user_id === userId);
    start({ role: 'consumer', userId }, screenLine('/orders', viewer));
  }
  for (const userId of repeated(people.riders, size.riders)) {
    const viewer = list('delivery', ({ assignment }) => assignment?.staff_id === userId);
    start({ role: 'delivery', userId }, screenLine('/delivery', viewer));
  }
  return crowd;
}

function repeated(people: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => people[index % people.length] ?? '');
}

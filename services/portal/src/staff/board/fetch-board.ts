import type { OrderView } from '@campus/contracts/order-state';
import type { Api } from '../../api/api.ts';
import { isOnBoard } from './board-columns.ts';

// In the direction in which orders move: one that moves between two requests is seen twice rather than never.
const OPEN = ['received', 'preparing', 'ready', 'out_for_delivery'] as const;
const PAGE = 100;
const MAX_PAGES = 5;
/** Cancelled orders that nobody has seen are among the newest. */
const CANCELLED = 50;

/** Every ticket of the board, each once, in its newest version. */
export async function fetchBoard(api: Api, signal: AbortSignal): Promise<OrderView[]> {
  const tickets = new Map<string, OrderView>();
  for (const status of OPEN) {
    for (const order of await allPages(api, { status, signal })) keep(tickets, order);
  }
  const query = { status: 'cancelled' as const, limit: CANCELLED };
  const { orders } = await api.call('GET /admin/orders', { query, signal });
  for (const order of orders) keep(tickets, order);
  return [...tickets.values()].filter(isOnBoard);
}

async function allPages(api: Api, { status, signal }: { status: OrderView['status']; signal: AbortSignal }) {
  const orders: OrderView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await api.call('GET /admin/orders', { query: { status, limit: PAGE, cursor }, signal });
    orders.push(...answer.orders);
    if (answer.next_cursor === null) break;
    cursor = answer.next_cursor;
  }
  return orders;
}

function keep(tickets: Map<string, OrderView>, order: OrderView): void {
  const known = tickets.get(order.id);
  if (!known || known.version < order.version) tickets.set(order.id, order);
}

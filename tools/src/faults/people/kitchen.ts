import type { OrderView } from '@campus/contracts/order-state';
import { orderListAnswer } from '@campus/contracts/orders-api';
import type { Random } from '@campus/testing/random';
import type { Identity } from './caller.ts';
import { keepDoing, type Party } from './party.ts';

const COLUMNS = ['received', 'preparing', 'ready'] as const;

/** A cook: looks at a column of the board, takes any ticket and brings it one step further. Two of them get in each other's way. */
export function cook(party: Party, { staff, random }: { staff: Identity; random: Random }): Promise<void> {
  const act = async () => {
    const path = `/api/v1/admin/orders?limit=50&status=${random.pick(COLUMNS)}`;
    const answer = await party.call(staff, { operation: 'kitchen', method: 'GET', path });
    const tickets = orderListAnswer.safeParse(answer.body).data?.orders ?? [];
    for (const ticket of random.shuffle(tickets).slice(0, 3)) await advance(party, { staff, ticket, random });
  };
  return keepDoing(party, { random, pauseMs: [200, 600], act });
}

interface Step {
  staff: Identity;
  ticket: OrderView;
  random: Random;
}

async function advance({ call }: Party, { staff, ticket, random }: Step): Promise<void> {
  const door = doorFor(ticket, random);
  if (!door) return;
  const path = `/api/v1/admin/orders/${ticket.id}/${door.name}`;
  // Without the version it is whatever the order is by then; with it, a stale cook is refused.
  const version = random.chance(0.5) ? { version: ticket.version } : {};
  await call(staff, { operation: 'kitchen', method: 'PATCH', path, body: { ...door.body, ...version } });
}

function doorFor(ticket: OrderView, random: Random): { name: string; body: object } | undefined {
  const to = (status: string, more: object = {}) => ({ name: 'status', body: { status, ...more } });
  if (ticket.status === 'received')
    return random.chance(0.05) ? to('cancelled', { reason: 'sold_out' }) : to('preparing');
  if (ticket.status === 'preparing') return to('ready');
  if (ticket.status !== 'ready' || ticket.order_type === 'delivery') return undefined;
  if (ticket.payment_status === 'paid') return to('completed');
  return { name: 'payment-status', body: { payment_status: 'paid' } };
}

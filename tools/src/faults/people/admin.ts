import { orderListAnswer } from '@campus/contracts/orders-api';
import type { Random } from '@campus/testing/random';
import type { Identity } from './caller.ts';
import { keepDoing, type Party } from './party.ts';

export interface AdminOptions {
  admin: Identity;
  riderId: string;
  random: Random;
}

/** Assigns deliveries (sometimes twice at once, sometimes back again), changes prices, gives money back and reads reports. */
export function administer(party: Party, options: AdminOptions): Promise<void> {
  const { random } = options;
  const acts = [assign, assign, assign, reprice, giveBack, readReports];
  const state = { refunds: 0 };
  return keepDoing(party, {
    random,
    pauseMs: [300, 800],
    act: async () => (random.pick(acts) ?? assign)(party, options, state),
  });
}

async function assign({ call }: Party, { admin, riderId, random }: AdminOptions): Promise<void> {
  const look = '/api/v1/admin/orders?limit=50&needs_delivery=true&status=ready';
  const answer = await call(admin, { operation: 'admin', method: 'GET', path: look });
  const open = orderListAnswer.safeParse(answer.body).data?.orders ?? [];
  for (const { id } of random.shuffle(open).slice(0, 3)) {
    const path = `/api/v1/admin/orders/${id}/assign-delivery`;
    const body = { staff_id: riderId };
    const give = () => call(admin, { operation: 'admin', method: 'POST', path, body });
    await (random.chance(0.2) ? Promise.all([give(), give()]) : give());
    if (random.chance(0.1)) await call(admin, { operation: 'admin', method: 'DELETE', path });
  }
}

async function reprice({ call, dishes }: Party, { admin, random }: AdminOptions): Promise<void> {
  const path = `/api/v1/admin/menu/items/${random.pick(dishes)}`;
  await call(admin, { operation: 'admin', method: 'PUT', path, body: { price: random.whole(1_000, 9_900) / 100 } });
}

async function giveBack({ call }: Party, { admin, random }: AdminOptions, state: { refunds: number }): Promise<void> {
  const look = '/api/v1/admin/orders?limit=50&payment_status=paid';
  const answer = await call(admin, { operation: 'admin', method: 'GET', path: look });
  const paid = (orderListAnswer.safeParse(answer.body).data?.orders ?? []).filter(
    (one) => one.payment_method === 'upi',
  );
  const order = random.pick(paid);
  if (!order) return;
  state.refunds += 1;
  const path = `/api/v1/admin/orders/${order.id}/refund`;
  const key = `refund-${state.refunds}`;
  const body = { reason: 'A hair in the soup', ...(random.chance(0.7) && { amount: 1 }) };
  const send = () => call(admin, { operation: 'admin', method: 'POST', path, body, key });
  const { phase } = await send();
  if (phase === 'info' || random.chance(0.2)) await send();
}

async function readReports({ call }: Party, { admin }: AdminOptions): Promise<void> {
  await call(admin, { operation: 'admin', method: 'GET', path: '/api/v1/admin/reports/daily-sales' });
}

import { cancel } from '../domain/advance.ts';
import { SYSTEM } from '../domain/order.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

const BATCH = 20;

/** Cancels unpaid orders whose time is over, as many as one transaction should hold; returns how many there were. */
export async function expireUnpaidOrders(work: Work): Promise<number> {
  const ids = await work.orders.lockExpired(BATCH);
  for (const id of ids) {
    const order = await work.orders.lock(id);
    await record(work, cancel(order, { by: SYSTEM, at: work.now, reason: 'payment_timeout' }));
  }
  return ids.length;
}

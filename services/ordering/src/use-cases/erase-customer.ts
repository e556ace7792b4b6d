import { cancel } from '../domain/advance.ts';
import { SYSTEM } from '../domain/order.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

/** The customer is gone: unpaid orders are cancelled, the others stay without a name (product.md section 9). */
export async function eraseCustomer(work: Work, customerId: string): Promise<void> {
  const unpaid = await work.orders.lockUnpaid(customerId);
  // First of all, so that not even the news of the cancellations has the name.
  await work.customers.erase(customerId);
  for (const id of unpaid) {
    const order = await work.orders.lock(id);
    await record(work, cancel(order, { by: SYSTEM, at: work.now, reason: 'customer_request' }));
  }
}

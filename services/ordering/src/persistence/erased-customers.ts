import type { Queries } from '@campus/database/transaction';
import { redactPublished } from '@campus/outbox/redact';

const inOrder = (field: string) => ['data', 'order', field];
const NAME = [inOrder('customer_name')];
const ADDRESS = [inOrder('delivery_address'), inOrder('special_instructions')];

/**
 * Takes erased customers out of the events about their orders that were published: the name at once, the address when the order is
 * final. Older orders have no events left. Returns how many events had something to lose.
 */
export async function forgetErasedInEvents(db: Queries, customerId?: string): Promise<number> {
  const ids = () =>
    db('orders')
      .join('customers', 'customers.id', 'orders.user_id')
      .where({ is_erased: true, ...(customerId && { user_id: customerId }) })
      .whereRaw("orders.updated_at > now() - interval '15 days'")
      .select(db.raw('orders.id::text'));
  const final = ids().whereIn('orders.status', ['completed', 'cancelled']);
  const names = await redactPublished(db, { aggregateType: 'order', ids: ids(), paths: NAME });
  return names + (await redactPublished(db, { aggregateType: 'order', ids: final, paths: ADDRESS }));
}

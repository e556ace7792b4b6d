import type { Decision, Order } from '../domain/order.ts';
import { eventsOf } from '../domain/order-event.ts';
import type { Work } from './work.ts';

/** Remembers what was decided and tells the others; a cancelled order gives its place back in the same breath. */
export async function record(work: Work, decision: Decision): Promise<Order> {
  await work.orders.save(decision);
  await work.outbox.add(eventsOf(decision));
  if (isFinal(decision.order)) await work.customers.forgetIfErased(decision.order);
  const cancelled = decision.changes.some(({ change }) => change.type === 'status' && change.to === 'cancelled');
  if (cancelled) await work.slots.release(decision.order);
  return decision.order;
}

function isFinal({ status }: Order): boolean {
  return status === 'completed' || status === 'cancelled';
}

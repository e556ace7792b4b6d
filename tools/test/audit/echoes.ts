import { randomUUID } from 'node:crypto';
import { typesHeardBy } from '@campus/contracts/event-audience';
import { INBOXES } from '../../src/audit/audience.ts';
import { tellPayment } from './money.ts';
import { CUSTOMER, DISH, eaten, isConfirmed, lastStatus, placedAt, type Story, stories } from './orders.ts';
import type { World } from './world.ts';

/** What the other services, the provider and the kitchen screens make of the orders. */
export async function tellEverybodyElse(world: World): Promise<void> {
  await world.redis.xadd('realtime:kitchen', `${placedAt(eaten).getTime() - 60_000}-0`, 'kind', 'start', 'body', '{}');
  for (const story of stories) {
    if (story.method === 'upi') await tellPayment(world, story);
    const placed = await sendEvents(world, story);
    if (!isConfirmed(story)) continue;
    await showInKitchen(world, story);
    await tellNotification(world, story, placed);
    await tellReporting(world, story);
  }
}

/** One published event per version, in the inbox of all who must hear it; resolves to the id of the first. */
async function sendEvents({ databases, redis }: World, story: Story): Promise<string> {
  const ids: string[] = [];
  for (const [index, [type, , to]] of story.steps.entries()) {
    const id = randomUUID();
    const eventType = eventTypeOf(type, to);
    await databases.ordering('outbox').insert({
      event_id: id,
      type: eventType,
      aggregate_type: 'order',
      aggregate_id: story.id,
      aggregate_version: index + 1,
      body: '{}',
      occurred_at: placedAt(story),
      published_at: placedAt(story),
    });
    for (const service of INBOXES.filter((one) => typesHeardBy(one).includes(eventType)))
      await databases[service]('inbox').insert({ consumer: service, message_id: id, type: eventType });
    await redis.set(`realtime:seen:${id}`, '1');
    ids.push(id);
  }
  return ids[0] ?? '';
}

function eventTypeOf(type: string, to: string | null): string {
  if (type === 'status') return to === 'cancelled' ? 'order.cancelled' : 'order.status_changed';
  return type === 'placed' || type === 'confirmed' ? `order.${type}` : `order.${type}_changed`;
}

export async function showInKitchen({ redis }: Pick<World, 'redis'>, story: Story, confirmed = true): Promise<string> {
  const confirmed_at = confirmed ? placedAt(story).toISOString() : null;
  const body = JSON.stringify({ type: 'placed', order: { id: story.id, confirmed_at } });
  return (await redis.xadd('realtime:kitchen', '*', 'kind', 'order', 'body', body)) ?? '';
}

async function tellNotification({ databases: { notification } }: World, story: Story, eventId: string): Promise<void> {
  await notification('notifications').insert({
    id: randomUUID(),
    event_id: eventId,
    recipient_id: CUSTOMER,
    type: 'order_confirmed',
    title: 'Order Confirmed!',
    body: '',
    order_id: story.id,
    created_at: new Date(),
  });
}

async function tellReporting({ databases: { reporting, payment } }: World, story: Story): Promise<void> {
  const [at, total] = [placedAt(story), story.total];
  const day = (instant: Date) => reporting.raw("(?::timestamptz at time zone 'Asia/Kolkata')::date", [instant]);
  await reporting('sales_orders').insert({
    generation: 1,
    order_id: story.id,
    version: story.steps.length,
    status: lastStatus(story),
    order_type: story.type,
    payment_method: story.method,
    is_paid: story.paymentStatus !== 'pending',
    total,
    slot: 'lunch',
    confirmed_at: at,
    confirmed_day: story.isNightly ? reporting.raw('? - 1', [day(at)]) : day(at),
  });
  const line = { menu_item_id: DISH, item_name: 'Thali', quantity: 2, line_total: 100 };
  await reporting('sales_lines').insert({ generation: 1, order_id: story.id, position: 0, ...line });
  if (story.paymentStatus !== 'refunded') return;
  const given = await payment('refunds')
    .join('payments', 'payments.id', 'payment_id')
    .where({ order_id: story.id })
    .first('refunds.id', 'processed_at');
  const refundedAt: Date = given?.processed_at ?? at;
  const row = { order_id: story.id, version: 5, amount: total, refunded_at: refundedAt, refunded_day: day(refundedAt) };
  await reporting('refunds').insert({ generation: 1, id: given?.id ?? story.id, ...row });
}

import { randomUUID } from 'node:crypto';
import { INBOXES, typesHeardBy } from '../../src/audit/audience.ts';
import { CUSTOMER, DISH, gatewayOrderOf, isConfirmed, lastStatus, placedAt, type Story, stories } from './orders.ts';
import type { World } from './world.ts';

/** What the other services, the provider and the kitchen screens make of the orders. */
export async function tellEverybodyElse(world: World): Promise<void> {
  await world.redis.xadd(
    'realtime:kitchen',
    `${placedAt(stories[0] as Story).getTime() - 60_000}-0`,
    'kind',
    'start',
    'body',
    '{}',
  );
  for (const story of stories) {
    if (story.method === 'upi') await tellPayment(world, story);
    const placed = await sendEvents(world, story);
    if (!isConfirmed(story)) continue;
    await showInKitchen(world, story);
    await tellNotification(world, story, placed);
    await tellReporting(world, story);
  }
}

async function tellPayment({ databases: { payment }, ledger }: World, story: Story): Promise<void> {
  const [id, attempt] = [randomUUID(), `pay_${story.id.slice(-12)}`];
  const isCaptured = isConfirmed(story);
  const status = story.paymentStatus === 'failed' ? 'expired' : story.paymentStatus;
  const gatewayOrder = gatewayOrderOf(story);
  await payment('payments').insert({
    id,
    order_id: story.id,
    user_id: CUSTOMER,
    gateway_order_id: gatewayOrder,
    gateway_payment_id: isCaptured ? attempt : null,
    amount: story.total,
    status,
    created_at: placedAt(story),
    create_at: null,
  });
  const paise = story.total * 100;
  const line = { order_id: gatewayOrder, receipt: id, amount: paise, captured_paise: 0, refunded_paise: 0 };
  ledger.push({ ...line, payments: [], refunds: [] });
  if (isCaptured) await capture({ databases: { payment }, ledger }, gatewayOrder, attempt);
  if (story.paymentStatus === 'refunded') await refund({ databases: { payment }, ledger }, gatewayOrder, attempt);
}

type Money = { databases: Pick<World['databases'], 'payment'>; ledger: World['ledger'] };

/** The provider takes the money of an order, and payment knows. */
export async function capture(
  { databases: { payment }, ledger }: Money,
  gatewayOrder: string,
  attempt: string,
): Promise<void> {
  const line = lineOf(ledger, gatewayOrder);
  line.payments.push({ id: attempt, amount: line.amount, captured: true });
  line.captured_paise += line.amount;
  await payment('payment_attempts').insert({
    gateway_payment_id: attempt,
    payment_id: line.receipt,
    status: 'captured',
    amount: line.amount / 100,
    currency: 'INR',
    is_captured: true,
  });
}

async function refund({ databases: { payment }, ledger }: Money, gatewayOrder: string, attempt: string): Promise<void> {
  const line = lineOf(ledger, gatewayOrder);
  const id = attempt.replace('pay', 'rfnd');
  line.refunds.push({ id, payment_id: attempt, amount: line.amount, status: 'processed' });
  line.refunded_paise += line.amount;
  await payment('refunds').insert({
    id: randomUUID(),
    payment_id: line.receipt,
    gateway_payment_id: attempt,
    gateway_refund_id: id,
    amount: line.amount / 100,
    status: 'processed',
    reason_key: 'order_cancelled',
    reason: 'order_cancelled',
    created_at: new Date(),
    processed_at: new Date(),
    next_try_at: null,
  });
}

export function lineOf(ledger: World['ledger'], gatewayOrder: string): World['ledger'][number] {
  const line = ledger.find(({ order_id }) => order_id === gatewayOrder);
  if (!line) throw new Error(`no provider order ${gatewayOrder}`);
  return line;
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
    order_id: story.id,
    version: story.steps.length,
    status: lastStatus(story),
    order_type: story.type,
    payment_method: story.method,
    is_paid: story.paymentStatus !== 'pending',
    total,
    slot: 'lunch',
    confirmed_at: at,
    confirmed_day: day(at),
  });
  const line = { menu_item_id: DISH, item_name: 'Thali', quantity: 2, line_total: 100 };
  await reporting('sales_lines').insert({ order_id: story.id, position: 0, ...line });
  if (story.paymentStatus !== 'refunded') return;
  const given = await payment('refunds')
    .join('payments', 'payments.id', 'payment_id')
    .where({ order_id: story.id })
    .first('refunds.id', 'processed_at');
  const refundedAt: Date = given?.processed_at ?? at;
  const row = { order_id: story.id, version: 5, amount: total, refunded_at: refundedAt, refunded_day: day(refundedAt) };
  await reporting('refunds').insert({ id: given?.id ?? story.id, ...row });
}

import { randomUUID } from 'node:crypto';
import { paymentCaptured, paymentCreated } from '@campus/contracts/payment-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { createTransact } from '../src/persistence/transact.ts';
import { expireUnpaidOrders } from '../src/use-cases/expire-unpaid-orders.ts';
import { type Ordering, orderOf, startOrdering } from './support/ordering.ts';

const HOUR_MS = 3_600_000;

let ordering: Ordering;
let dish: string;

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 10_000 });
});

const taken = async () => (await ordering.db('slot_counters').sum('taken as sum').first())?.sum ?? 0;
const kitchen = { role: 'kitchen' as const, userId: randomUUID() };
const place = (wish = {}) => ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish, wish) });
const paymentOf = (orderId: string) => ({
  payment: { ...paymentCaptured.example.payment, order_id: orderId, amount_paise: 20_000, captured_paise: 20_000 },
});

test('fifty students race for the last five places: exactly five get one', async () => {
  const cap = Number(await taken()) + 5;
  await ordering.db('system_config').where({ key: 'max_orders_per_slot' }).update({ value: cap });
  const answers = await Promise.all(Array.from({ length: 50 }, () => place()));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused).toHaveLength(45);
  expect(refused[0]?.body.error).toMatchObject({ code: 'ORDER_LIMIT_REACHED', details: { current: cap, max: cap } });
  expect(Number(await taken())).toBe(cap);
  await ordering.db('system_config').where({ key: 'max_orders_per_slot' }).update({ value: 1000 });
});

test('S24: a hundred students order the last place at once: exactly one gets it', async () => {
  const cap = Number(await taken()) + 1;
  await ordering.db('system_config').where({ key: 'max_orders_per_slot' }).update({ value: cap });
  const before = Number((await ordering.db('orders').count('id as count').first())?.count);
  const answers = await Promise.all(Array.from({ length: 100 }, () => place()));
  const codes = answers.map(({ status, body }) => (status === 201 ? 'placed' : body.error.code));
  expect(codes.filter((code) => code === 'placed')).toHaveLength(1);
  expect(codes.filter((code) => code === 'ORDER_LIMIT_REACHED')).toHaveLength(99);
  expect(Number((await ordering.db('orders').count('id as count').first())?.count)).toBe(before + 1);
  await ordering.db('system_config').where({ key: 'max_orders_per_slot' }).update({ value: 1000 });
});

test('order numbers of parallel orders are unique and without gaps', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => place()));
  const numbers = answers.map(({ body }) => Number(body.order.order_number.split('-')[2])).sort((a, b) => a - b);
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual(Array.from({ length: 30 }, (_, index) => index));
});

test('two staff tap at once: one effect, both are answered', async () => {
  const { body } = await place();
  const tap = () =>
    ordering.call('PATCH', `/api/v1/admin/orders/${body.order.id}/status`, {
      as: kitchen,
      body: { status: 'preparing' },
    });
  const answers = await Promise.all([tap(), tap()]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await ordering.db('order_events').where({ order_id: body.order.id })).toHaveLength(2);
});

test('customer cancels while the kitchen starts: one of them wins and the place is given back at most once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const as = { userId: randomUUID() };
    const { body } = await ordering.call('POST', '/api/v1/orders', { as, body: orderOf(dish) });
    const before = Number(await taken());
    const [cancelled, started] = await Promise.all([
      ordering.call('POST', `/api/v1/orders/${body.order.id}/cancel`, { as }),
      ordering.call('PATCH', `/api/v1/admin/orders/${body.order.id}/status`, {
        as: kitchen,
        body: { status: 'preparing' },
      }),
    ]);
    expect([cancelled.status, started.status].sort()).toEqual([200, 409]);
    expect(Number(await taken())).toBe(before - (cancelled.status === 200 ? 1 : 0));
  }
});

test('two admins give one delivery to two riders at once: the second takes it from the first', async () => {
  const riders = [randomUUID(), randomUUID()];
  for (const id of riders)
    await ordering.db('staff').insert({ id, name: 'Rider', role: 'delivery', is_active: true, version: 1 });
  for (let round = 0; round < 5; round += 1) {
    const { body } = await place({ order_type: 'delivery', delivery_address: 'Hostel 4' });
    const path = `/api/v1/admin/orders/${body.order.id}`;
    const as = { role: 'admin' as const, userId: randomUUID() };
    for (const status of ['preparing', 'ready'])
      await ordering.call('PATCH', `${path}/status`, { as, body: { status } });
    const answers = await Promise.all(
      riders.map((staff_id) => ordering.call('POST', `${path}/assign-delivery`, { as, body: { staff_id } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const steps = ordering.db('order_events').where({ order_id: body.order.id, type: 'assignment' }).orderBy('version');
    expect(await steps.pluck('from_value')).toEqual([null, 'assigned']);
  }
});

test('a stale version is refused with the current order, in the body or in If-Match', async () => {
  const { body } = await place();
  const path = `/api/v1/admin/orders/${body.order.id}/status`;
  await ordering.call('PATCH', path, { as: kitchen, body: { status: 'preparing', version: 1 } });
  const stale = await ordering.call('PATCH', path, { as: kitchen, body: { status: 'ready', version: 1 } });
  expect(stale).toMatchObject({
    status: 409,
    body: { error: { code: 'VERSION_CONFLICT', details: { order: { version: 2, status: 'preparing' } } } },
  });
  const header = await ordering.call('PATCH', path, {
    as: kitchen,
    body: { status: 'ready' },
    headers: { 'if-match': '"1"' },
  });
  expect(header.status).toBe(409);
});

test('a capture that is delivered five times confirms the order once', async () => {
  const { body } = await place({ payment_method: 'upi' });
  const id = randomUUID();
  const data = paymentOf(body.order.id);
  await Promise.all(
    [id, id, id, randomUUID(), randomUUID()].map((eventId) =>
      publishEvent(ordering.rabbitmqUrl, paymentCaptured, { aggregateId: data.payment.id, id: eventId, data }),
    ),
  );
  await ordering.tap.waitFor(({ type, aggregateid }) => type === 'order.confirmed' && aggregateid === body.order.id);
  const { body: status } = await eventually(async () => {
    const answer = await ordering.call('GET', `/api/v1/admin/orders/${body.order.id}`, { as: kitchen });
    expect(await ordering.db('inbox').where({ type: 'payment.captured' })).toHaveLength(3);
    return answer;
  });
  expect(status.order).toMatchObject({ payment_status: 'paid', version: 2 });
  expect(
    ordering.tap.events.filter(({ type, aggregateid }) => type === 'order.confirmed' && aggregateid === body.order.id),
  ).toHaveLength(1);
});

test('an unpaid order gives its place back when its time is over, once', async () => {
  await ordering.db('system_config').where({ key: 'unpaid_order_ttl_seconds' }).update({ value: 1 });
  const before = Number(await taken());
  const { body } = await place({ payment_method: 'upi' });
  const payment = { ...paymentCreated.example.payment, order_id: body.order.id, created_at: new Date().toISOString() };
  await publishEvent(ordering.rabbitmqUrl, paymentCreated, { aggregateId: randomUUID(), data: { payment } });
  const event = await ordering.tap.waitFor(
    ({ type, aggregateid }) => type === 'order.cancelled' && aggregateid === body.order.id,
  );
  expect(event.data).toMatchObject({
    order: { cancellation_reason: 'payment_timeout', payment_status: 'failed' },
    change: { by: { role: 'system', id: null } },
  });
  expect(Number(await taken())).toBe(before);
});

test('a replica whose clock is two hours ahead cancels no order whose time is not over', async () => {
  await ordering.db('system_config').where({ key: 'unpaid_order_ttl_seconds' }).update({ value: 3_600 });
  const { body } = await place({ payment_method: 'upi' });
  const payment = { ...paymentCreated.example.payment, order_id: body.order.id, created_at: new Date().toISOString() };
  await publishEvent(ordering.rabbitmqUrl, paymentCreated, { aggregateId: randomUUID(), data: { payment } });
  const stored = () => ordering.db('orders').where({ id: body.order.id }).first();
  await eventually(async () => expect((await stored()).expires_at).not.toBeNull());

  const clock = () => new Date(Date.now() + 2 * HOUR_MS);
  const hasty = createTransact({ db: ordering.db, relay: { wake: () => undefined }, clock, timeZone: 'Asia/Kolkata' });
  expect(await hasty.transact(expireUnpaidOrders)).toBe(0);
  await ordering
    .db('orders')
    .where({ id: body.order.id })
    .update({ expires_at: ordering.db.raw('now()') });
  await eventually(async () => expect(await stored()).toMatchObject({ status: 'cancelled' }));
});

test('a poisonous event is parked with its reason while the next one is handled', async () => {
  const { body } = await place({ payment_method: 'upi' });
  const data = paymentOf(body.order.id);
  const wrong = { payment: { ...data.payment, captured_paise: 1 } };
  const poison = await publishEvent(ordering.rabbitmqUrl, paymentCaptured, { aggregateId: randomUUID(), data: wrong });
  await publishEvent(ordering.rabbitmqUrl, paymentCaptured, { aggregateId: randomUUID(), data });
  await ordering.tap.waitFor(({ type, aggregateid }) => type === 'order.confirmed' && aggregateid === body.order.id);
  const letters = await eventually(async () => {
    const found = await readDeadLetters(ordering.rabbitmqUrl, 'ordering');
    expect(found).toHaveLength(1);
    return found;
  });
  expect(letters[0]).toMatchObject({
    id: poison,
    handler: 'onPaymentCaptured',
    error: expect.stringContaining('captured amount'),
  });
});

import { randomUUID } from 'node:crypto';
import { paymentCaptured, paymentRefunded } from '@campus/contracts/payment-events';
import { staffChanged } from '@campus/contracts/people-events';
import { serviceStatus } from '@campus/contracts/status-api';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { type Ordering, orderOf, startOrdering } from './support/ordering.ts';

let ordering: Ordering;
let dish: string;
const DELIVERY = { order_type: 'delivery', delivery_address: 'Hostel 4' };
const kitchen = { role: 'kitchen' as const, userId: randomUUID() };
const admin = { role: 'admin' as const, userId: randomUUID() };
const rider = { role: 'delivery' as const, userId: randomUUID() };

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 10_000 });
  const staff = { ...staffChanged.example.staff, id: rider.userId };
  await publishEvent(ordering.rabbitmqUrl, staffChanged, { aggregateId: staff.id, data: { staff } });
  await eventually(async () => expect(await ordering.db('staff')).toHaveLength(1));
});

async function placed(wish = {}) {
  const { body } = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish, wish) });
  return body.order.id as string;
}
const step = (id: string, body: object, as: object = kitchen) =>
  ordering.call('PATCH', `/api/v1/admin/orders/${id}/status`, { as, body });

test('a cash pickup goes from the counter to completed, paid by whoever took the money', async () => {
  const id = await placed();
  expect((await step(id, { status: 'preparing' })).body.order.estimated_ready_time).not.toBeNull();
  await step(id, { status: 'ready' });
  expect((await step(id, { status: 'completed' })).body.error).toMatchObject({
    code: 'INVALID_TRANSITION',
    details: { from: 'ready', to: 'completed', allowed: ['preparing'] },
  });
  const paid = await ordering.call('PATCH', `/api/v1/admin/orders/${id}/payment-status`, {
    as: kitchen,
    body: { payment_status: 'paid' },
  });
  expect(paid.body.order.payment_status).toBe('paid');
  expect((await step(id, { status: 'completed' })).body.order.status).toBe('completed');
  const { body } = await ordering.call('GET', `/api/v1/admin/orders/${id}`, { as: kitchen });
  expect(body.order.history.map(({ type, to }: { type: string; to: string }) => [type, to])).toEqual([
    ['placed', 'received'],
    ['status', 'preparing'],
    ['status', 'ready'],
    ['payment', 'paid'],
    ['status', 'completed'],
  ]);
  expect(body.order.history[3].by).toEqual({ role: 'kitchen', id: kitchen.userId });
});

test('a delivery goes with its rider, who collects the cash in the same step', async () => {
  const id = await placed({ order_type: 'delivery', delivery_address: 'Hostel 4' });
  await step(id, { status: 'preparing' });
  await step(id, { status: 'ready' });
  const assigned = await ordering.call('POST', `/api/v1/admin/orders/${id}/assign-delivery`, {
    as: admin,
    body: { staff_id: rider.userId },
  });
  expect(assigned).toMatchObject({ status: 201, body: { assignment: { staff_id: rider.userId, status: 'assigned' } } });
  const jobs = await ordering.call('GET', '/api/v1/delivery/orders', { as: rider });
  expect(jobs.body.orders.map(({ id: job }: { id: string }) => job)).toEqual([id]);
  const deliver = (body: object, as: object = rider) =>
    ordering.call('PATCH', `/api/v1/delivery/orders/${id}/status`, { as, body });
  expect((await deliver({ status: 'picked_up' }, { role: 'delivery', userId: randomUUID() })).status).toBe(404);
  expect((await deliver({ status: 'picked_up' })).body.order).toMatchObject({
    status: 'out_for_delivery',
    assignment: { status: 'picked_up' },
  });
  expect((await deliver({ status: 'delivered' })).body.error.code).toBe('INVALID_TRANSITION');
  expect((await deliver({ status: 'delivered', cash_collected: true })).body.order).toMatchObject({
    status: 'completed',
    payment_status: 'paid',
    assignment: { status: 'delivered' },
  });
});

test('a delivery person who is deactivated loses every job, and the office sees what nobody delivers', async () => {
  const leaving = randomUUID();
  const tell = async (isActive: boolean, version: number) => {
    const staff = { ...staffChanged.example.staff, id: leaving, is_active: isActive, version };
    await publishEvent(ordering.rabbitmqUrl, staffChanged, {
      aggregateId: leaving,
      aggregateVersion: version,
      data: { staff },
    });
    await eventually(async () =>
      expect(await ordering.db('staff').where({ id: leaving }).first()).toMatchObject({ version }),
    );
  };
  const assign = (id: string) =>
    ordering.call('POST', `/api/v1/admin/orders/${id}/assign-delivery`, { as: admin, body: { staff_id: leaving } });
  await tell(true, 1);
  const ids = [await placed(DELIVERY), await placed(DELIVERY)];
  for (const id of ids) {
    await step(id, { status: 'preparing' });
    await step(id, { status: 'ready' });
    expect((await assign(id)).status).toBe(201);
  }
  await ordering.call('PATCH', `/api/v1/delivery/orders/${ids[1]}/status`, {
    as: { role: 'delivery', userId: leaving },
    body: { status: 'picked_up' },
  });
  await tell(false, 2);
  const { body } = await ordering.call('GET', '/api/v1/admin/orders?needs_delivery=true', { as: admin });
  expect(body.orders).toMatchObject([
    { id: ids[1], status: 'out_for_delivery', assignment: { status: 'failed' } },
    { id: ids[0], status: 'ready', assignment: null },
  ]);
  expect((await assign(ids[0] as string)).body.error.code).toBe('DELIVERY_UNAVAILABLE');
  const delivered = await ordering.call('PATCH', `/api/v1/delivery/orders/${ids[1]}/status`, {
    as: { role: 'delivery', userId: leaving },
    body: { status: 'delivered', cash_collected: true },
  });
  expect(delivered.body.error.code).toBe('INVALID_TRANSITION');

  const again = { as: admin, body: { staff_id: rider.userId } };
  expect((await ordering.call('POST', `/api/v1/admin/orders/${ids[1]}/assign-delivery`, again)).status).toBe(201);
  const takeOver = (body: object) =>
    ordering.call('PATCH', `/api/v1/delivery/orders/${ids[1]}/status`, { as: rider, body });
  expect((await takeOver({ status: 'picked_up' })).body.order.assignment.status).toBe('picked_up');
  expect((await takeOver({ status: 'delivered', cash_collected: true })).body.order.status).toBe('completed');
});

test('the office finds orders by number, name, day, type and state, page by page', async () => {
  const id = await placed(DELIVERY);
  await ordering.db('orders').where({ id }).update({ customer_name: 'Zoya 100%' });
  const { order_number: number } = await ordering.db('orders').where({ id }).first();
  const found = async (query: string) => {
    const { status, body } = await ordering.call('GET', `/api/v1/admin/orders?${query}`, { as: admin });
    return status === 200 ? body.orders.map((order: { id: string }) => order.id) : body.error.code;
  };
  const today = number.slice(4, 12).replace(/(....)(..)(..)/, '$1-$2-$3');
  expect(await found(`search=${number}`)).toEqual([id]);
  const day = number.slice(0, 'ORD-YYYYMMDD'.length);
  for (const beginning of [day, `${day}-`, day.toLowerCase()])
    expect(await found(`search=${beginning}`)).toEqual(await found(`from=${today}&to=${today}`));
  expect(await found(`search=${number.slice(0, -1)}`)).toContain(id);
  for (const none of ['ORD-20200101', 'ORD-20261399', 'ORD-20260231-1'])
    expect(await found(`search=${none}`)).toEqual([]);
  expect(await found('search=zoya%20100%25')).toEqual([id]);
  expect(await found('search=oya')).toEqual([]);
  expect(await found('search=%25')).toEqual([]);
  expect(
    await found(`search=zoya&status=received&type=delivery&payment_status=pending&from=${today}&to=${today}`),
  ).toEqual([id]);
  expect(await found('search=zoya&type=pickup')).toEqual([]);
  expect(await found('search=zoya&to=2020-01-01')).toEqual([]);
  expect(await found('from=yesterday')).toBe('VALIDATION_ERROR');
  expect(await found('limit=101')).toBe('VALIDATION_ERROR');
  const all = await found('limit=100');
  const first = await ordering.call('GET', '/api/v1/admin/orders?limit=2', { as: admin });
  expect(await found(`limit=100&cursor=${first.body.next_cursor}`)).toEqual(all.slice(2));
});

test('an order keeps its price and stands when the dish gets dearer or sells out after it', async () => {
  const soup = await ordering.serveDish({ pricePaise: 5_000 });
  const quote = await ordering.call('POST', '/api/v1/orders/quote', { as: {}, body: orderOf(soup) });
  await ordering.serveDish({ id: soup, pricePaise: 6_000, version: 2 });
  const { body } = await ordering.call('POST', '/api/v1/orders', {
    as: {},
    body: orderOf(soup, { payment_method: 'upi' }),
  });
  expect([quote.body.quote.total, body.order.total]).toEqual([100, 120]);
  await ordering.serveDish({ id: soup, pricePaise: 6_000, version: 3, isAvailable: false });
  const payment = {
    ...paymentCaptured.example.payment,
    id: randomUUID(),
    order_id: body.order.id,
    amount_paise: 12_000,
    captured_paise: 12_000,
  };
  await publishEvent(ordering.rabbitmqUrl, paymentCaptured, { aggregateId: payment.id, data: { payment } });
  const event = await ordering.tap.waitFor(
    ({ type, aggregateid }) => type === 'order.confirmed' && aggregateid === body.order.id,
  );
  expect(event.data).toMatchObject({ order: { total_paise: 12_000 } });
  expect((await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(soup) })).body.error.code).toBe(
    'ITEM_UNAVAILABLE',
  );
});

test('an unpaid UPI order is unknown to the kitchen until its money is captured; cancelling it later refunds it', async () => {
  const id = await placed({ payment_method: 'upi' });
  expect((await step(id, { status: 'preparing' })).status).toBe(404);
  expect((await ordering.call('GET', `/api/v1/admin/orders/${id}`, { as: kitchen })).status).toBe(404);
  const list = await ordering.call('GET', '/api/v1/admin/orders', { as: kitchen });
  expect(list.body.orders.some((order: { id: string }) => order.id === id)).toBe(false);

  const payment = { ...paymentCaptured.example.payment, order_id: id, amount_paise: 20_000, captured_paise: 20_000 };
  await publishEvent(ordering.rabbitmqUrl, paymentCaptured, { aggregateId: payment.id, data: { payment } });
  await ordering.tap.waitFor(({ type, aggregateid }) => type === 'order.confirmed' && aggregateid === id);
  expect((await step(id, { status: 'cancelled' })).body.error.code).toBe('VALIDATION_ERROR');
  expect((await step(id, { status: 'cancelled', reason: 'sold_out' })).body.order).toMatchObject({
    status: 'cancelled',
    cancellation_reason: 'sold_out',
    payment_status: 'paid',
  });
  const refunded = { ...paymentRefunded.example, payment: { ...payment, refunded_paise: 20_000, version: 3 } };
  await publishEvent(ordering.rabbitmqUrl, paymentRefunded, { aggregateId: payment.id, data: refunded });
  const event = await ordering.tap.waitFor(
    ({ type, aggregateid }) => type === 'order.payment_changed' && aggregateid === id,
  );
  expect(event.data).toMatchObject({ order: { payment_status: 'refunded' } });
});

test('a refund that is heard before its capture leaves no order paid', async () => {
  const as = { userId: randomUUID() };
  const { body } = await ordering.call('POST', '/api/v1/orders', {
    as,
    body: orderOf(dish, { payment_method: 'upi' }),
  });
  const id = body.order.id;
  await ordering.call('POST', `/api/v1/orders/${id}/cancel`, { as });
  const paid = {
    ...paymentCaptured.example.payment,
    id: randomUUID(),
    order_id: id,
    amount_paise: 20_000,
    captured_paise: 20_000,
  };
  const refunded = { ...paymentRefunded.example, payment: { ...paid, refunded_paise: 20_000, version: 3 } };
  await publishEvent(ordering.rabbitmqUrl, paymentRefunded, {
    aggregateId: paid.id,
    aggregateVersion: 3,
    data: refunded,
  });
  await eventually(async () =>
    expect(await ordering.db('orders').where({ id }).first()).toMatchObject({ payment_status: 'refunded' }),
  );
  const captured = await publishEvent(ordering.rabbitmqUrl, paymentCaptured, {
    aggregateId: paid.id,
    data: { payment: paid },
  });
  await eventually(async () => expect(await ordering.db('inbox').where({ message_id: captured })).toHaveLength(1));
  expect(await ordering.db('orders').where({ id }).first()).toMatchObject({
    status: 'cancelled',
    payment_status: 'refunded',
  });
});

test('a cancelled order rings again, unless the kitchen itself cancelled it', async () => {
  const ids = [await placed(), await placed()];
  for (const id of ids) await ordering.call('POST', `/internal/orders/${id}/acknowledge`, { as: kitchen });
  const cancel = { status: 'cancelled', reason: 'other' };
  expect((await step(`${ids[0]}`, cancel, admin)).body.order.acknowledged_at).toBeNull();
  expect((await step(`${ids[1]}`, cancel, kitchen)).body.order.acknowledged_at).not.toBeNull();
});

test('acknowledging is known to everyone and counts once', async () => {
  const id = await placed();
  const acknowledge = () => ordering.call('POST', `/internal/orders/${id}/acknowledge`, { as: kitchen });
  const [first, second] = [await acknowledge(), await acknowledge()];
  expect(first.body.order).toMatchObject({ version: 2, acknowledged_at: expect.any(String) });
  expect(second.body.order.version).toBe(2);
});

test.each([
  ['delivery_charge', -1],
  ['delivery_charge', 1.234],
  ['restaurant_open', 'yes'],
  ['max_orders_per_slot', 1.5],
  ['time_slots', { lunch: { start: '25:00', end: '15:00' } }],
  ['time_slots', { a: { start: '10:00', end: '12:00' }, b: { start: '11:59', end: '13:00' } }],
  ['time_slots', {}],
  ['paused_until', 'later'],
])('setting %s does not take %j', async (key, value) => {
  const answer = await ordering.call('PUT', `/api/v1/admin/config/${key}`, { as: admin, body: { value } });
  expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
});

test('a changed setting is recorded, told and effective', async () => {
  const answer = await ordering.call('PUT', '/api/v1/admin/config/delivery_charge', {
    as: admin,
    body: { value: 8.35 },
  });
  expect(answer.body).toMatchObject({ key: 'delivery_charge', value: 8.35, updated_by: admin.userId });
  const event = await ordering.tap.waitFor(
    ({ type, aggregateid }) => type === 'config.changed' && aggregateid === 'delivery_charge',
  );
  expect(event.data).toMatchObject({ key: 'delivery_charge', value: 8.35, version: 2 });
  const { body } = await ordering.call('GET', '/api/v1/restaurant');
  expect(body.restaurant).toMatchObject({ is_open: true, delivery: { enabled: true, charge: 8.35 } });
  expect((await ordering.call('PUT', '/api/v1/admin/config/unknown', { as: admin, body: { value: 1 } })).status).toBe(
    404,
  );
  expect(
    (await ordering.call('PUT', '/api/v1/admin/config/delivery_charge', { as: kitchen, body: { value: 1 } })).status,
  ).toBe(403);
});

test('the kitchen takes a breath: nobody can order until it is over or taken back, and nobody else may decide that', async () => {
  const pause = (paused_until: string | null, as: object = kitchen) =>
    ordering.call('PUT', '/api/v1/admin/pause', { as, body: { paused_until } });
  expect((await pause(null, {})).status).toBe(403);
  expect((await pause(null, rider)).status).toBe(403);
  expect((await pause('in a while')).body.error.code).toBe('VALIDATION_ERROR');

  const until = new Date(Date.now() + 900_000).toISOString();
  expect(await pause(until)).toMatchObject({ status: 200, body: { paused_until: until } });
  expect((await ordering.call('GET', '/api/v1/admin/pause', { as: kitchen })).body).toEqual({ paused_until: until });
  const refused = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish) });
  expect(refused).toMatchObject({
    status: 409,
    body: { error: { code: 'RESTAURANT_CLOSED', details: { reason: 'paused', opens_at: until } } },
  });

  expect((await pause(null, admin)).body).toEqual({ paused_until: null });
  expect((await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish) })).status).toBe(201);
});

test('for the status page it says how it is, and what is still to be told', async () => {
  await placed();
  const status = async () => {
    const response = await fetch(`${ordering.service.url}/internal/status`);
    return serviceStatus.parse(await response.json());
  };
  await eventually(async () => {
    expect(await status()).toMatchObject({
      ready: true,
      database: 'connected',
      broker: 'connected',
      outbox: { pending: 0, quarantined: 0, oldest_age_seconds: null },
    });
  });
  expect(Date.parse((await status()).started_at)).toBeLessThanOrEqual(Date.now());
  const { id } = await ordering.db('outbox').first('id');
  await ordering.db('outbox').where({ id }).update({ published_at: null, quarantined_at: new Date() });
  expect((await status()).outbox).toMatchObject({ pending: 0, quarantined: 1 });
});

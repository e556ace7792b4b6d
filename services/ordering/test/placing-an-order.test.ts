import { randomUUID } from 'node:crypto';
import { businessDay } from '@campus/business-time/business-clock';
import { beforeAll, expect, test } from 'vitest';
import { ALL_DAY, type Ordering, orderOf, startOrdering } from './support/ordering.ts';

let ordering: Ordering;
let dish: string;
const today = () => businessDay(new Date(), 'Asia/Kolkata');

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 835 });
});

async function setting(key: string, value: unknown) {
  const answer = await ordering.call('PUT', `/api/v1/admin/config/${key}`, { as: { role: 'admin' }, body: { value } });
  expect(answer.status).toBe(200);
}

test('a cash order is confirmed at once: answer, rows, history and event agree', async () => {
  const userId = randomUUID();
  const { status, body } = await ordering.call('POST', '/api/v1/orders', { as: { userId }, body: orderOf(dish) });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    order: { status: 'received', payment_status: 'pending', subtotal: 16.7, total: 16.7, version: 1, user_id: userId },
    payment: null,
  });
  expect(body.order.order_number).toMatch(new RegExp(`^ORD-${today().replaceAll('-', '')}-\\d{3,}$`));
  expect(body.order.items).toMatchObject([{ menu_item_id: dish, quantity: 2, item_price: 8.35, line_total: 16.7 }]);

  const row = await ordering.db('orders').where({ id: body.order.id }).first();
  expect(row).toMatchObject({ total: '16.70', business_day: today(), slot: 'all_day', version: 1 });
  expect(row.confirmed_at).toBeInstanceOf(Date);
  expect(await ordering.db('order_events').where({ order_id: body.order.id })).toMatchObject([
    { version: 1, type: 'placed', to_value: 'received', by_role: 'consumer', by_id: userId },
  ]);
  const event = await ordering.tap.waitFor(
    ({ type, aggregateid }) => type === 'order.placed' && aggregateid === body.order.id,
  );
  expect(event).toMatchObject({ source: '/ordering', aggregateversion: 1, data: { order: { total_paise: 1670 } } });
});

test('a UPI order waits for its money and carries what the checkout needs', async () => {
  const { status, body } = await ordering.call('POST', '/api/v1/orders', {
    as: {},
    body: orderOf(dish, { payment_method: 'upi' }),
  });
  expect(status).toBe(201);
  expect(body.order.confirmed_at).toBeNull();
  expect(body.payment).toEqual({
    gateway_order_id: `order_${body.order.id.slice(-14)}`,
    amount: 16.7,
    currency: 'INR',
    key_id: 'rzp_test_stand_in',
  });
  expect(ordering.payment.requests.at(-1)).toMatchObject({
    authorization: expect.stringMatching(/^Bearer ey/),
    body: { order_id: body.order.id, amount_paise: 1670 },
  });
});

test.each(['refuse', 'hang'] as const)('when payment does %s the order stands, without a payment', async (behave) => {
  ordering.payment.state.behave = behave;
  const startedAt = performance.now();
  const { status, body } = await ordering.call('POST', '/api/v1/orders', {
    as: {},
    body: orderOf(dish, { payment_method: 'upi' }),
  });
  ordering.payment.state.behave = 'answer';
  expect({ status, payment: body.payment }).toEqual({ status: 201, payment: null });
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test('a delivery adds its charge and needs an address', async () => {
  const wish = { order_type: 'delivery', delivery_address: 'Hostel 4, room 12' };
  const { body } = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish, wish) });
  expect(body.order).toMatchObject({ delivery_charge: 20, total: 36.7, delivery_address: 'Hostel 4, room 12' });
  const without = await ordering.call('POST', '/api/v1/orders', {
    as: {},
    body: orderOf(dish, { order_type: 'delivery' }),
  });
  expect(without).toMatchObject({
    status: 400,
    body: { error: { code: 'VALIDATION_ERROR', details: [{ path: 'delivery_address' }] } },
  });
});

test.each([
  ['an empty cart', { items: [] }, 400, 'CART_EMPTY'],
  ['a quantity of zero', { items: [{ menu_item_id: randomUUID(), quantity: 0 }] }, 400, 'VALIDATION_ERROR'],
  ['a quantity as text', { items: [{ menu_item_id: randomUUID(), quantity: '2' }] }, 400, 'VALIDATION_ERROR'],
  ['half a dish', { items: [{ menu_item_id: randomUUID(), quantity: 1.5 }] }, 400, 'VALIDATION_ERROR'],
  ['a total from the client', { total: 1 }, 400, 'VALIDATION_ERROR'],
  ['a NUL in the instructions', { special_instructions: 'no\u0000onions' }, 400, 'VALIDATION_ERROR'],
  ['an unknown dish', { items: [{ menu_item_id: randomUUID(), quantity: 1 }] }, 409, 'ITEM_UNAVAILABLE'],
])('S24: %s is refused and nothing is stored', async (_what, wish, status, code) => {
  const before = await ordering.db('orders').count().first();
  const answer = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish, wish) });
  expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status, code });
  expect(await ordering.db('orders').count().first()).toEqual(before);
});

test('S24: more of one dish than allowed is refused, also over two lines', async () => {
  const line = { menu_item_id: dish, quantity: 11 };
  const answer = await ordering.call('POST', '/api/v1/orders', {
    as: {},
    body: orderOf(dish, { items: [line, line] }),
  });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
});

test('S24: every blocked line is named with its reason', async () => {
  const gone = await ordering.serveDish({ pricePaise: 100, isAvailable: false });
  const dinner = await ordering.serveDish({ pricePaise: 100, timeSlots: ['dinner'] });
  const items = [gone, dinner, dish].map((menu_item_id) => ({ menu_item_id, quantity: 1 }));
  const { body } = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish, { items }) });
  expect(body.error).toMatchObject({
    code: 'ITEM_UNAVAILABLE',
    details: {
      items: [
        { menu_item_id: gone, reason: 'unavailable' },
        { menu_item_id: dinner, reason: 'not_in_this_slot' },
      ],
    },
  });
});

test('a third unpaid order of one student is refused until one is cancelled', async () => {
  const as = { userId: randomUUID() };
  const upi = orderOf(dish, { payment_method: 'upi' });
  const answers = await Promise.all([1, 2, 3, 4].map(() => ordering.call('POST', '/api/v1/orders', { as, body: upi })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
  const placed = answers.find(({ status }) => status === 201);
  await ordering.call('POST', `/api/v1/orders/${placed?.body.order.id}/cancel`, { as });
  expect((await ordering.call('POST', '/api/v1/orders', { as, body: upi })).status).toBe(201);
});

test('S24: switches and hours close the doors they name', async () => {
  const refusal = async (wish = {}) => {
    const { status, body } = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish, wish) });
    return [status, body.error?.code, body.error?.details?.reason];
  };
  await setting('cash_payment_enabled', false);
  expect(await refusal()).toEqual([409, 'PAYMENT_METHOD_UNAVAILABLE', undefined]);
  await setting('cash_payment_enabled', true);
  await setting('delivery_enabled', false);
  expect(await refusal({ order_type: 'delivery', delivery_address: 'x' })).toEqual([
    409,
    'DELIVERY_UNAVAILABLE',
    undefined,
  ]);
  await setting('delivery_enabled', true);
  await setting('restaurant_open', false);
  expect(await refusal()).toEqual([409, 'RESTAURANT_CLOSED', 'closed']);
  await setting('restaurant_open', true);
  await setting('paused_until', new Date(Date.now() + 60_000).toISOString());
  expect(await refusal()).toEqual([409, 'RESTAURANT_CLOSED', 'paused']);
  await setting('paused_until', null);
  await setting('time_slots', { tomorrow_only: farFromNow() });
  expect(await refusal()).toEqual([409, 'RESTAURANT_CLOSED', 'outside_hours']);
  await setting('time_slots', ALL_DAY);
  expect(await refusal()).toEqual([201, undefined, undefined]);
});

test('what is too little for UPI is a problem of the quote and no order, and cash takes it', async () => {
  const sweet = await ordering.serveDish({ pricePaise: 49 });
  const call = (path: string, wish: object) =>
    ordering.call('POST', `/api/v1/orders${path}`, { as: {}, body: orderOf(sweet, wish) });
  const before = await ordering.db('orders').count().first();
  const { body: quoted } = await call('/quote', { payment_method: 'upi' });
  expect(quoted.quote).toMatchObject({ total: 0.98, problems: [{ code: 'AMOUNT_TOO_SMALL', menu_item_id: null }] });
  expect(await call('', { payment_method: 'upi' })).toMatchObject({
    status: 409,
    body: { error: { code: 'AMOUNT_TOO_SMALL', details: { minimum: 1 } } },
  });
  expect(await ordering.db('orders').count().first()).toEqual(before);

  expect((await call('/quote', { payment_method: 'cash' })).body.quote.problems).toEqual([]);
  expect((await call('', { payment_method: 'cash' })).status).toBe(201);
  const half = await ordering.serveDish({ pricePaise: 50 });
  const smallest = orderOf(half, { payment_method: 'upi' });
  expect((await ordering.call('POST', '/api/v1/orders', { as: {}, body: smallest })).status).toBe(201);
});

test('a quote prices, names what stands in the way and keeps nothing', async () => {
  const before = await ordering.db('orders').count().first();
  const gone = await ordering.serveDish({ pricePaise: 1999, isAvailable: false });
  const items = [dish, gone].map((menu_item_id) => ({ menu_item_id, quantity: 1 }));
  const { status, body } = await ordering.call('POST', '/api/v1/orders/quote', {
    as: {},
    body: orderOf(dish, { items }),
  });
  expect(status).toBe(200);
  expect(body.quote).toMatchObject({
    subtotal: 28.34,
    total: 28.34,
    problems: [{ code: 'ITEM_UNAVAILABLE', menu_item_id: gone }],
  });
  expect(await ordering.db('orders').count().first()).toEqual(before);
});

test('ordering the same again shows what is gone and what costs more', async () => {
  const as = { userId: randomUUID() };
  const [dearer, gone] = await Promise.all([
    ordering.serveDish({ pricePaise: 1000 }),
    ordering.serveDish({ pricePaise: 2000 }),
  ]);
  const items = [dearer, gone, dish].map((menu_item_id) => ({ menu_item_id, quantity: 1 }));
  const { body } = await ordering.call('POST', '/api/v1/orders', { as, body: orderOf(dish, { items }) });
  await ordering.serveDish({ id: dearer, pricePaise: 1050, version: 2 });
  await ordering.serveDish({ id: gone, pricePaise: 2000, version: 2, isDeleted: true });
  const again = await ordering.call('POST', `/api/v1/orders/${body.order.id}/reorder`, { as });
  expect(again.body.changes).toMatchObject([
    { menu_item_id: dearer, change: 'repriced', old_price: 10, new_price: 10.5 },
    { menu_item_id: gone, change: 'gone', old_price: 20, new_price: null },
  ]);
  expect(again.body.quote).toMatchObject({
    total: 18.85,
    problems: [{ code: 'ITEM_UNAVAILABLE', menu_item_id: gone }],
  });
  const stranger = { userId: randomUUID() };
  expect((await ordering.call('POST', `/api/v1/orders/${body.order.id}/reorder`, { as: stranger })).status).toBe(404);
});

test('S20: orders of other people do not exist, by any route', async () => {
  const { body } = await ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish) });
  const stranger = { userId: randomUUID() };
  const paths = (id: string) => [`/api/v1/orders/${id}`, `/api/v1/orders/${id}/status`];
  for (const [mine, nobodys] of paths(body.order.id).map((path, index) => [path, paths(randomUUID())[index]])) {
    const [foreign, unknown] = await Promise.all(
      [mine, nobodys].map((path) => ordering.call('GET', `${path}`, { as: stranger })),
    );
    expect(foreign?.status).toBe(404);
    expect(foreign?.body).toEqual(unknown?.body);
  }
  expect((await ordering.call('POST', `/api/v1/orders/${body.order.id}/cancel`, { as: stranger })).status).toBe(404);
});

test('history is paged newest first without gaps or repeats', async () => {
  const as = { userId: randomUUID() };
  for (let count = 0; count < 5; count += 1) await ordering.call('POST', '/api/v1/orders', { as, body: orderOf(dish) });
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await ordering.call('GET', `/api/v1/orders?limit=2${cursor && `&cursor=${cursor}`}`, { as });
    seen.push(...body.orders.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor ?? '';
  } while (cursor);
  expect(seen).toHaveLength(5);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
});

test('without a token, or as staff, there is no ordering', async () => {
  expect(await ordering.call('POST', '/api/v1/orders', { body: orderOf(dish) })).toMatchObject({
    status: 401,
    body: { error: { code: 'INVALID_TOKEN' } },
  });
  expect((await ordering.call('POST', '/api/v1/orders', { as: { role: 'kitchen' }, body: orderOf(dish) })).status).toBe(
    403,
  );
  expect(
    (await ordering.call('POST', '/api/v1/orders', { as: { expiresIn: '-2m' }, body: orderOf(dish) })).body.error.code,
  ).toBe('TOKEN_EXPIRED');
  const identity = { 'x-user-id': randomUUID(), 'x-role': 'admin' };
  expect((await ordering.call('GET', '/api/v1/admin/orders', { headers: identity })).status).toBe(401);
});

/** A window that is closed now and for hours: it opened twelve hours ago for one minute. */
function farFromNow() {
  const clock = new Date(Date.now() + (5.5 - 12) * 3_600_000).toISOString().slice(11, 16);
  const end = new Date(Date.now() + (5.5 - 12) * 3_600_000 + 60_000).toISOString().slice(11, 16);
  return { start: clock, end };
}

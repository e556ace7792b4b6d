import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { type Ordering, orderOf, startOrdering } from './support/ordering.ts';

let ordering: Ordering;
let dish: string;

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 10_000 });
});

function place(key: string, options: { userId: string; wish?: object; sessionId?: string }) {
  const { wish, ...as } = options;
  const headers = { 'idempotency-key': key };
  return ordering.call('POST', '/api/v1/orders', { as, body: orderOf(dish, wish), headers });
}
const ordersOf = (userId: string) => ordering.db('orders').where({ user_id: userId });
const places = async () => Number((await ordering.db('slot_counters').sum('taken as sum').first())?.sum ?? 0);

/** For a row that somebody else has. */
const somebodyWaits = () =>
  eventually(async () => {
    const waiting = await ordering.db.raw("select 1 from pg_locks where not granted and locktype = 'transactionid'");
    expect(waiting.rowCount).toBe(1);
  });

test('the same order sent again, after a refreshed token and a restart, is the first order', async () => {
  const userId = randomUUID();
  const first = await place('lunch', { userId });
  await ordering.service.restart();
  const again = await place('lunch', { userId, sessionId: randomUUID() });
  expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
  expect(await ordersOf(userId)).toHaveLength(1);
});

test('ten copies at once make one order and take one place; the others get its answer or are told to wait', async () => {
  const userId = randomUUID();
  const before = await places();
  const answers = await Promise.all(Array.from({ length: 10 }, () => place('dinner', { userId })));
  const codes = answers.map(({ status, body }) => (status === 201 ? body.order.id : body.error.code));
  expect(await ordersOf(userId)).toHaveLength(1);
  expect(await places()).toBe(before + 1);
  expect(new Set(codes.filter((code) => code !== 'REQUEST_IN_PROGRESS')).size).toBe(1);
  expect(
    answers.filter(({ status }) => status === 409).every(({ headers }) => headers.get('retry-after') === '1'),
  ).toBe(true);
});

test('while an order is being stored, or cancelled, a copy is told at once that it is running', async () => {
  const userId = randomUUID();
  const inTheWay = await ordering.db.transaction();
  await inTheWay('slot_counters').select().forUpdate();
  const first = place('blocked', { userId });
  await somebodyWaits();
  const copy = await place('blocked', { userId });
  await inTheWay.rollback();
  const { status, body } = await first;
  expect({ copy: [copy.status, copy.body.error.code, copy.headers.get('retry-after')], status }).toEqual({
    copy: [409, 'REQUEST_IN_PROGRESS', '1'],
    status: 201,
  });
  expect((await place('blocked', { userId })).body).toEqual(body);

  const holder = await ordering.db.transaction();
  await holder('orders').where({ id: body.order.id }).forUpdate();
  const path = `/api/v1/orders/${body.order.id}/cancel`;
  const headers = { 'idempotency-key': 'blocked too' };
  const cancelling = ordering.call('POST', path, { as: { userId }, headers });
  await somebodyWaits();
  const again = await ordering.call('POST', path, { as: { userId }, headers });
  await holder.rollback();
  expect([again.status, again.body.error.code]).toEqual([409, 'REQUEST_IN_PROGRESS']);
  expect((await cancelling).body.order.status).toBe('cancelled');
});

test('two cancellations at once with one key are one, whoever is told so', async () => {
  const userId = randomUUID();
  const { body } = await place('order', { userId });
  const headers = { 'idempotency-key': 'away' };
  const cancel = () => ordering.call('POST', `/api/v1/orders/${body.order.id}/cancel`, { as: { userId }, headers });
  const answers = await Promise.all([cancel(), cancel()]);
  for (const { status } of answers) expect([200, 409]).toContain(status);
  const [one, other] = [await cancel(), answers.find(({ status }) => status === 200)];
  expect({ status: one.status, body: one.body }).toEqual({ status: 200, body: other?.body });
  expect(await ordering.db('order_events').where({ order_id: body.order.id, to_value: 'cancelled' })).toHaveLength(1);
});

test('while the payment is being opened a copy is told to wait, and later gets the whole answer', async () => {
  const userId = randomUUID();
  const wish = { payment_method: 'upi' };
  ordering.payment.state.behave = 'hang';
  const first = place('slow', { userId, wish });
  await eventually(async () => expect(await ordersOf(userId)).toHaveLength(1));
  expect((await place('slow', { userId, wish })).body.error.code).toBe('REQUEST_IN_PROGRESS');
  const { status, body } = await first;
  ordering.payment.state.behave = 'answer';
  expect({ status, payment: body.payment }).toEqual({ status: 201, payment: null });
  expect((await place('slow', { userId, wish })).body).toEqual(body);
});

test('another body under the same key is refused, another person or route is not', async () => {
  const userId = randomUUID();
  const { body } = await place('key', { userId });
  expect(await place('key', { userId, wish: { special_instructions: 'no onions' } })).toMatchObject({
    status: 422,
    body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
  });
  expect((await place('key', { userId: randomUUID() })).status).toBe(201);
  const cancel = await ordering.call('POST', `/api/v1/orders/${body.order.id}/cancel`, {
    as: { userId },
    headers: { 'idempotency-key': 'key' },
  });
  expect(cancel.body.order.status).toBe('cancelled');
});

test('a refusal is repeated too, although the order would be possible now', async () => {
  const userId = randomUUID();
  const gone = await ordering.serveDish({ pricePaise: 100, isAvailable: false });
  const wish = { items: [{ menu_item_id: gone, quantity: 1 }] };
  const first = await place('early', { userId, wish });
  await ordering.serveDish({ id: gone, pricePaise: 100, version: 2 });
  expect(await place('early', { userId, wish })).toMatchObject({ status: first.status, body: first.body });
  expect((await place('later', { userId, wish })).status).toBe(201);
});

test('a run that died without effect is taken over when its lease is over, and not before', async () => {
  const userId = randomUUID();
  const { body } = await place('crash', { userId });
  const row = ordering.db('idempotency_keys').where({ user_id: userId });
  await ordering.db('order_events').where({ order_id: body.order.id }).delete();
  await row.clone().update({ status: null, answer: null });
  expect((await place('crash', { userId })).body.error.code).toBe('REQUEST_IN_PROGRESS');
  await row.clone().update({ leased_until: new Date(Date.now() - 1) });
  const again = await place('crash', { userId });
  expect(again.status).toBe(201);
  expect(again.body.order.id).not.toBe(body.order.id);
});

test.each(['', 'a'.repeat(129), 'tab\there', 'ünïcode'])('the key %j is not a key', async (key) => {
  const answer = await place(key, { userId: randomUUID() }).catch(() => 'refused by the client');
  if (typeof answer !== 'string') expect(answer.status).toBe(400);
});

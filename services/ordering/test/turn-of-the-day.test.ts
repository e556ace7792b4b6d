import { randomUUID } from 'node:crypto';
import { connectDatabase } from '@campus/database/connect';
import { AppError } from '@campus/errors/app-error';
import { createLogger } from '@campus/logger/logger';
import { atEnd } from '@campus/testing/at-end';
import { freshDatabase } from '@campus/testing/database';
import { beforeEach, expect, test } from 'vitest';
import type { Order } from '../src/domain/order.ts';
import { createTransact } from '../src/persistence/transact.ts';
import { cancelOwnOrder } from '../src/use-cases/cancel-own-order.ts';
import { type PlaceOrder, placeCashOrder, placeUnpaidOrder } from '../src/use-cases/place-order.ts';

const timeZone = 'Asia/Kolkata';
const at = (local: string) => Date.parse(`${local}+05:30`);
const CAP = 12;
const EACH = 25;
// One replica's clock reaches the boundary in the middle and exactly, the other's is so much behind and misses it by a millisecond.
const SKEW_MS = 10_001;

const { url, db } = await freshDatabase('ordering', new URL('../migrations/', import.meta.url));
const dish = randomUUID();
await db('menu_items').insert({
  ...{ id: dish, category_id: randomUUID(), name: 'Dal', price: '50.00', is_veg: true, is_available: true },
  ...{ time_slots: '[]', is_deleted: false, version: 1 },
});
await setting('max_orders_per_slot', CAP);
beforeEach(() => db.raw('truncate orders, outbox, slot_counters, order_number_counters cascade'));

function setting(key: string, value: unknown) {
  return db('system_config')
    .where({ key })
    .update({ value: JSON.stringify(value) });
}

/** Two replicas with connections of their own; each test gives them clocks. */
const pools = [1, 2].map(() => {
  const own = connectDatabase({ url, name: 'replica', logger: createLogger({ service: 'test', level: 'silent' }) });
  atEnd(() => own.destroy());
  return own;
});
const replicas = (...clocks: (() => Date)[]) =>
  pools.map((own, index) => {
    const clock = clocks[index] ?? (() => new Date());
    return createTransact({ db: own, relay: { wake: () => undefined }, clock, timeZone });
  });

/** Every look at it is a second later than the last. */
function clockFrom(start: number): { clock: () => Date; shown: number[] } {
  const shown: number[] = [];
  const clock = () => {
    shown.push(start + shown.length * 1_000);
    return new Date(shown.at(-1) ?? start);
  };
  return { clock, shown };
}

const aCart = () => ({
  ...{ customerId: randomUUID(), orderType: 'pickup' as const, specialInstructions: null, deliveryAddress: null },
  ...{ lines: [{ menuItemId: dish, quantity: 1 }], keyed: undefined },
  answer: (): ReturnType<PlaceOrder['answer']> => ({ status: 201, body: {}, isFinal: true }),
});

/** Two replicas, whose clocks differ, are asked for orders of both kinds all at once, while their clocks pass the boundary. */
async function orderAcross(boundary: number) {
  const clocks = [clockFrom(boundary - 12_000), clockFrom(boundary - 12_000 - SKEW_MS)];
  const wishes = replicas(...clocks.map(({ clock }) => clock)).flatMap(({ placing, transact }) =>
    Array.from({ length: EACH }, (_, index) =>
      index % 3 === 0
        ? transact((work) => placeUnpaidOrder(work, { ...aCart(), paymentMethod: 'upi' }))
        : placing((work) => placeCashOrder(work, { ...aCart(), paymentMethod: 'cash' })),
    ),
  );
  const ends = await Promise.allSettled(wishes);
  const placed = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [codeOf(end.reason)] : []));
  return { placed, refused, asked: clocks.flatMap(({ shown }) => shown) };
}

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  throw error;
}

/** What the tables say of these orders, each as `day slot`, with their numbers in order. */
async function storedOf(orders: Order[]) {
  const rows = await db('orders').whereIn(
    'id',
    orders.map(({ id }) => id),
  );
  expect(rows).toHaveLength(orders.length);
  return rows.map(({ id, business_day, slot, created_at, order_number }) => ({
    ...{ id, number: order_number as string, where: `${business_day} ${slot}`, at: (created_at as Date).getTime() },
  }));
}

const numbersOf = (day: string, count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, index) => `ORD-${day.replaceAll('-', '')}-${String(from + index).padStart(3, '0')}`,
  );

const takenOn = (...days: string[]) =>
  db('slot_counters')
    .whereIn('business_day', days)
    .orderBy(['business_day', 'slot'])
    .select('business_day', 'slot', 'taken');

test.each([
  ['28 February of a leap year', '2028-02-28', '2028-02-29'],
  ['29 February', '2028-02-29', '2028-03-01'],
  ['28 February of another year', '2027-02-28', '2027-03-01'],
  ['a year', '2027-12-31', '2028-01-01'],
])('at the midnight after %s each order has one day, for its number and for its place', async (_, last, first) => {
  await setting('time_slots', { all_day: { start: '00:00', end: '00:00' } });
  const midnight = at(`${first}T00:00:00`);
  const { placed, refused, asked } = await orderAcross(midnight);
  // Both days are asked for more than they have, so that neither can lend the other a place.
  for (const isAsked of [(moment: number) => moment < midnight, (moment: number) => moment >= midnight])
    expect(asked.filter(isAsked).length).toBeGreaterThan(CAP);
  expect(refused).toEqual(Array(2 * EACH - 2 * CAP).fill('ORDER_LIMIT_REACHED'));

  const stored = await storedOf(placed);
  for (const order of stored) expect(order.where).toBe(`${order.at < midnight ? last : first} all_day`);
  expect(stored.map(({ number }) => number).sort()).toEqual([...numbersOf(last, CAP), ...numbersOf(first, CAP)]);
  expect(await takenOn(last, first)).toEqual([
    { business_day: last, slot: 'all_day', taken: CAP },
    { business_day: first, slot: 'all_day', taken: CAP },
  ]);
  const told = await db('outbox').whereIn(
    'aggregate_id',
    placed.map(({ id }) => id),
  );
  const ofEvents = told.map(({ body }) => JSON.parse(body).data.order);
  expect(ofEvents.map(({ id, order_number, business_day }) => [id, order_number, business_day]).sort()).toEqual(
    stored.map(({ id, number, where }) => [id, number, where.slice(0, 10)]).sort(),
  );
});

test.each([
  ['2028-02-28', '2028-02-29'],
  ['2028-02-29', '2028-03-01'],
  ['2027-02-28', '2027-03-01'],
])('a window over midnight keeps the day %s, its places and its numbers', async (evening, morning) => {
  await setting('time_slots', { night: { start: '22:00', end: '02:00' } });
  const { placed } = await orderAcross(at(`${morning}T00:00:00`));
  const stored = await storedOf(placed);
  expect(new Set(stored.map(({ where }) => where))).toEqual(new Set([`${evening} night`]));
  expect(stored.map(({ number }) => number).sort()).toEqual(numbersOf(evening, CAP));
  expect(await takenOn(evening, morning)).toEqual([{ business_day: evening, slot: 'night', taken: CAP }]);
});

test('where one slot ends and the next begins, each has its own places, and the numbers of the day go on', async () => {
  const day = '2028-02-29';
  await setting('time_slots', { breakfast: { start: '07:00', end: '12:00' }, lunch: { start: '12:00', end: '15:00' } });
  const noon = at(`${day}T12:00:00`);
  const { placed, refused } = await orderAcross(noon);
  expect(refused).toEqual(Array(2 * EACH - 2 * CAP).fill('ORDER_LIMIT_REACHED'));
  const stored = await storedOf(placed);
  for (const order of stored) expect(order.where).toBe(`${day} ${order.at < noon ? 'breakfast' : 'lunch'}`);
  expect(stored.map(({ number }) => number).sort()).toEqual(numbersOf(day, 2 * CAP));
  expect(await takenOn(day)).toEqual([
    { business_day: day, slot: 'breakfast', taken: CAP },
    { business_day: day, slot: 'lunch', taken: CAP },
  ]);
});

test('the last millisecond of the last slot takes orders, the next names the first slot of 1 March', async () => {
  await setting('time_slots', {
    dinner: { start: '18:00', end: '22:00' },
    breakfast: { start: '07:00', end: '10:00' },
  });
  const order = async (moment: number) => {
    const [some] = replicas(() => new Date(moment));
    return some?.placing((work) => placeCashOrder(work, { ...aCart(), paymentMethod: 'cash' }));
  };
  const closing = at('2028-02-29T22:00:00');
  expect(await order(closing - 1)).toMatchObject({ slot: 'dinner', orderNumber: 'ORD-20280229-001' });
  await expect(order(closing)).rejects.toMatchObject({
    code: 'RESTAURANT_CLOSED',
    details: { reason: 'outside_hours', opens_at: new Date(at('2028-03-01T07:00:00')).toISOString() },
  });
  expect(await order(at('2028-03-01T07:00:00'))).toMatchObject({ slot: 'breakfast', orderNumber: 'ORD-20280301-001' });
});

test('an order of 29 February that is cancelled on 1 March gives the place of 29 February back', async () => {
  await setting('time_slots', { all_day: { start: '00:00', end: '00:00' } });
  const midnight = at('2028-03-01T00:00:00');
  const { placed } = await orderAcross(midnight);
  const old = placed.find(({ businessDay }) => businessDay === '2028-02-29');
  const [some] = replicas(() => new Date(midnight + 60_000));
  await some?.transact((work) =>
    cancelOwnOrder(work, { orderId: old?.id ?? '', customerId: old?.customerId ?? '', version: undefined }),
  );
  expect((await takenOn('2028-02-29', '2028-03-01')).map(({ taken }) => taken)).toEqual([CAP - 1, CAP]);
  const another = some?.placing((work) => placeCashOrder(work, { ...aCart(), paymentMethod: 'cash' }));
  await expect(another).rejects.toMatchObject({ code: 'ORDER_LIMIT_REACHED' });
});

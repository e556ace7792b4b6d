import { beforeEach, expect, test } from 'vitest';
import { freshReadModel } from './support/read-model.ts';
import { soldAt } from './support/sold.ts';
import { itemsOfTheWeek, salesOfTheWeek, week } from './support/week.ts';

const model = await freshReadModel('Asia/Kolkata');
const { db, receive } = model;
const range = { from: '2026-02-12', to: '2026-02-15' };

/** Begins to build a generation beside the one that is shown; resolves to its number. */
async function build(): Promise<number> {
  await db('generations').where({ state: 'building' }).delete();
  const [{ id }] = await db('generations').insert({ state: 'building' }).returning('id');
  return id;
}

async function show(generation: number) {
  await db.transaction(async (trx) => {
    await trx('generations').where({ state: 'live' }).delete();
    await trx('generations').where({ id: generation }).update({ state: 'live' });
  });
}

const ordersIn = (generation: number) => db('sales_orders').where({ generation }).pluck('order_id');

beforeEach(async () => {
  await model.empty();
  await db('generations').where({ state: 'building' }).delete();
});

test('an event is written into both generations, once each', async () => {
  const generation = await build();
  const [event] = soldAt('2026-02-13T07:00:00Z');
  if (!event) throw new Error('no event');
  expect(await receive(event)).toBe('handled');
  expect(await receive(event)).toBe('duplicate');
  expect(await ordersIn(generation)).toEqual([event.aggregateId]);
  expect(await db('live_orders').pluck('order_id')).toEqual([event.aggregateId]);
});

test('a copy concerns only the generation it was sent for, also of an event that was heard long ago', async () => {
  const [event] = soldAt('2026-02-13T07:00:00Z');
  if (!event) throw new Error('no event');
  await receive(event);
  await db('sales_lines').delete();
  const generation = await build();
  expect(await receive(event, generation)).toBe('handled');
  expect(await receive(event, generation)).toBe('duplicate');
  expect(await ordersIn(generation)).toEqual([event.aggregateId]);
  expect(await db('sales_lines').pluck('generation')).toEqual([generation]);
});

test('a copy for a generation that was given up, or is shown by now, changes nothing', async () => {
  const [event] = soldAt('2026-02-13T07:00:00Z');
  if (!event) throw new Error('no event');
  const givenUp = await build();
  const shown = await build();
  await show(shown);
  await build();
  expect(await receive(event, givenUp)).toBe('duplicate');
  expect(await receive(event, shown)).toBe('duplicate');
  expect(await db('sales_orders')).toEqual([]);
  expect(await receive(event)).toBe('handled');
});

test('reports show the one generation until they show the other', async () => {
  for (const event of week) await receive(event);
  const generation = await build();
  for (const event of week.slice(0, 7)) await receive(event, generation);
  expect((await model.reports(range)).days).toEqual(salesOfTheWeek);
  for (const event of week.slice(7)) await receive(event, generation);
  await db('sales_orders').whereNot({ generation }).update({ total: 1 });
  await show(generation);
  const { days, items } = await model.reports(range);
  expect({ days, items }).toEqual({ days: salesOfTheWeek, items: itemsOfTheWeek });
});

test('without a generation to write into, an event is not acked away', async () => {
  const [event] = soldAt('2026-02-13T07:00:00Z');
  if (!event) throw new Error('no event');
  await db('generations').delete();
  await expect(receive(event)).rejects.toMatchObject({ kind: 'unavailable' });
  await db('generations').insert({ state: 'live' });
  expect(await receive(event)).toBe('handled');
});

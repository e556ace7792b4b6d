import { setTimeout as sleep } from 'node:timers/promises';
import { orderPlaced } from '@campus/contracts/order-events';
import type { Db } from '@campus/database/connect';
import { discardDeadLetters } from '@campus/messaging/dead-letters';
import { deadLetterQueue } from '@campus/messaging/topology';
import { purgeMessages } from '@campus/outbox/purge';
import { brokerTap, publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { orderResidue } from '../../services/ordering/src/persistence/order-residue.ts';
import { refundResidue } from '../../services/payment/src/persistence/refund-residue.ts';
import { anyLife } from '../../services/reporting/test/support/any-life.ts';
import { expectedReports } from '../../services/reporting/test/support/expected-reports.ts';
import { salesOfTheWeek, week } from '../../services/reporting/test/support/week.ts';
import { depthsOf } from '../src/audit/queues.ts';
import { isEqual } from '../src/reports-rebuild/compare.ts';
import { printed } from '../src/reports-rebuild/print-rebuild.ts';
import { runRebuild } from '../src/reports-rebuild/run-rebuild.ts';
import { createRebuildWorld, type RebuildWorld } from './reports-rebuild/world.ts';

vi.setConfig({ testTimeout: 120_000 });
const range = { from: '2026-02-11', to: '2026-02-17' };
const zone = 'Asia/Kolkata';
const someLives = (count: number, seed: number) => fc.sample(anyLife('2026-02-13T18:30:00Z'), { numRuns: count, seed });
const dailyOf = async ({ report }: RebuildWorld) =>
  (await report(`daily-sales?from=${range.from}&to=${range.to}`)).body.days;

const none = { count: 0, first: [] };

let world: RebuildWorld;
beforeAll(async () => {
  world = await createRebuildWorld();
  await world.tell(week.toReversed());
  await world.settled();
});

test('what is rebuilt from the outboxes is what was shown', async () => {
  const before = await world.reports(range);
  const { outcome, replayed, comparison } = await runRebuild(world.access);
  expect({ outcome, replayed, isEqual: isEqual(comparison) }).toEqual({
    outcome: 'rebuilt',
    replayed: { ordering: week.length - 2, payment: 2 },
    isEqual: true,
  });
  expect(comparison.figures).toEqual({ orders: 4, days: 2, lines: 5, refunds: 3 });
  expect(await world.reports(range)).toEqual(before);
  expect((await dailyOf(world)).slice(1, 5)).toEqual(salesOfTheWeek);
});

test('nothing remains of the generation before, and nobody else hears a word', async () => {
  const tap = await brokerTap(world.broker);
  const { generation } = await runRebuild(world.access);
  expect(tap.events).toEqual([]);
  expect(await world.db('generations').select('id', 'state')).toEqual([{ id: generation, state: 'live' }]);
  for (const table of ['sales_orders', 'sales_lines', 'refunds'])
    expect(await world.db(table).distinct('generation')).toEqual([{ generation }]);
  expect(await world.db('inbox').distinct('consumer')).toEqual([{ consumer: 'reporting' }]);
});

test('figures that were damaged are found by a check and healed by a rebuild', async () => {
  const before = await world.reports(range);
  const [sold] = await world.db('live_orders').where({ is_paid: true }).orderBy('order_id');
  await world.db('sales_orders').where({ order_id: sold.order_id }).update({ total: 1, slot: 'nowhere' });
  await world.db('sales_lines').whereNot({ order_id: sold.order_id }).delete();
  await world.db('sales_orders').insert({
    ...(await world.db('sales_orders').where({ order_id: sold.order_id }).first()),
    order_id: '0195a000-0000-7000-8000-00000000dead',
  });
  await world.db('refunds').update({ amount: 99 });
  const check = await runRebuild(world.access, { checkOnly: true });
  expect(check.outcome).toBe('compared');
  expect(printed(check)).toContain('differs    orders 0195a000-0000-7000-8000-00000000dead: version');
  expect(await world.reports(range)).not.toEqual(before);
  const { outcome, comparison } = await runRebuild(world.access);
  expect(outcome).toBe('rebuilt');
  expect(Object.values(comparison.differences).map(({ count }) => count > 0)).toEqual([true, true, true, true]);
  expect(await world.reports(range)).toEqual(before);
});

test('an emptied read model is filled again', async () => {
  const before = await world.reports(range);
  await world.db.raw('truncate sales_orders, sales_lines, refunds, inbox');
  await runRebuild(world.access);
  expect(await world.reports(range)).toEqual(before);
});

test('while orders go on, no report shows half of it, and in the end every order is in it once', async () => {
  await world.tell(someLives(30, 1).flatMap(({ events }) => events));
  await world.settled();
  const seen: number[] = [(await world.db('live_orders')).length];
  const state = { isTold: false };
  const telling = async () => {
    for (const { events } of someLives(30, 2)) await world.tell(events);
    state.isTold = true;
  };
  const watching = async () => {
    while (!state.isTold) {
      seen.push((await dailyOf(world)).reduce((sum: number, day: { orders: number }) => sum + day.orders, 0));
      await sleep(20);
    }
  };
  const rebuilding = async () => {
    while (!state.isTold) expect((await runRebuild(world.access)).outcome).toBe('rebuilt');
  };
  await Promise.all([telling(), watching(), rebuilding()]);
  await world.settled();
  expect(seen.toSorted((one, other) => one - other)).toEqual(seen);
  const { comparison } = await runRebuild(world.access, { checkOnly: true });
  expect(comparison.differences).toMatchObject({ days: none, orders: none, lines: none, refunds: none });
});

test('history that is older than the outbox is rebuilt just as it was, although it names nobody any more', async () => {
  const before = await world.reports(range);
  for (const db of Object.values(world.owners))
    await db('outbox').update({ published_at: db.raw("now() - interval '15 days'") });
  await purgeMessages(world.owners.ordering, orderResidue);
  await purgeMessages(world.owners.payment, refundResidue);
  expect(await world.owners.ordering('outbox')).toEqual([]);
  const { customer_name: name = '', special_instructions: wish = '' } = orderPlaced.example.order;
  const kept = (await world.owners.ordering('outbox_archive').pluck('body')).join();
  expect([kept.includes(`${name}`), kept.includes(`${wish}`)]).toEqual([false, false]);
  await world.db.raw('truncate sales_orders, sales_lines, refunds');
  const { outcome, replayed } = await runRebuild(world.access);
  expect(outcome).toBe('rebuilt');
  expect(replayed.ordering).toBeGreaterThan(50);
  expect(await world.reports(range)).toEqual(before);
});

test('an order or a refund whose events are all gone is not lost: the rebuild is refused', async () => {
  const before = await world.reports(range);
  const { order_id: id } = await world.db('live_orders').where({ payment_method: 'upi' }).orderBy('order_id').first();
  const { id: refund } = await world.db('live_refunds').whereRaw('id <> order_id').orderBy('id').first();
  const gone = {
    ordering: await takeArchived(world.owners.ordering, 'aggregate_id = ?', id),
    payment: await takeArchived(world.owners.payment, 'position(? in body) > 0', refund),
  };
  await world.owners.ordering('orders').insert(orderRow(id));
  await world.owners.payment.raw(KNOWN_REFUND, { id: refund, order: id });
  const report = await runRebuild(world.access);
  expect(report).toMatchObject({ outcome: 'refused', lost: [`order ${id}`, `refund ${refund}`] });
  expect(printed(report)).toContain(`lost       order ${id} is shown`);
  expect(await world.reports(range)).toEqual(before);
  await world.owners.ordering('outbox_archive').insert(gone.ordering);
  await world.owners.payment('outbox_archive').insert(gone.payment);
});

test('what nobody can read is named, changes nothing, and can be left out', async () => {
  const before = await world.reports(range);
  const poison = '0195a000-0000-7000-8000-0000000000bb';
  await world.owners.ordering('outbox').insert({
    event_id: poison,
    type: 'order.placed',
    aggregate_type: 'order',
    aggregate_id: poison,
    aggregate_version: 1,
    body: '{"broken":true}',
    published_at: new Date(),
  });
  const refused = await runRebuild(world.access);
  expect(refused).toMatchObject({ outcome: 'refused', parked: [{ id: poison, type: 'order.placed' }] });
  expect(printed(refused)).toMatch(new RegExp(`not read {3}order.placed ${poison}: UNREADABLE_ENVELOPE`));
  expect(await readDeadLetters(world.broker, 'reporting')).toEqual([]);
  expect(await world.db('generations').pluck('state')).toEqual(['live']);
  expect((await runRebuild(world.access, { skip: [poison] })).outcome).toBe('rebuilt');
  expect(await world.reports(range)).toEqual(before);
  await world.owners.ordering('outbox').where({ event_id: poison }).delete();
});

test('dead letters of others stay where they are', async () => {
  await publishEvent(world.broker, orderPlaced, { aggregateId: 'x', data: {} as never });
  await eventually(async () => expect(await lettersParked()).toBe(1));
  expect((await runRebuild(world.access)).outcome).toBe('rebuilt');
  const [letter] = await discardDeadLetters({ url: world.broker, service: 'reporting' });
  expect(letter).toMatchObject({ type: 'order.placed', generation: undefined });
});

test('one rebuild at a time, and none without the service', async () => {
  const first = runRebuild(world.access);
  await eventually(async () => expect(await world.db('generations').pluck('state')).toContain('building'));
  await expect(runRebuild(world.access)).rejects.toThrow('Another rebuild is running.');
  expect((await first).outcome).toBe('rebuilt');
  expect(await world.service.stop()).toBe(0);
  await expect(runRebuild(world.access)).rejects.toThrow('No reporting service listens');
  await world.service.restart();
});

test('the figures of random orders, rebuilt, are those of somebody who watched them', async () => {
  const lives = someLives(40, 3);
  await Promise.all(Object.values(world.owners).map((db) => db.raw('truncate outbox, outbox_archive')));
  await world.tell(lives.flatMap(({ events }) => events));
  await world.settled();
  await world.owners.ordering('orders').delete();
  await world.owners.payment.raw('truncate refunds, payment_attempts, payments cascade');
  expect((await runRebuild(world.access)).outcome).toBe('rebuilt');
  const { days, items, volume } = expectedReports(lives, { ...range, zone });
  expect(await world.reports(range)).toEqual([
    { days, totals: expect.anything() },
    { items },
    { buckets: volume.hour },
    { buckets: volume.slot },
    { buckets: volume.day },
  ]);
});

async function takeArchived(db: Db, where: string, id: string) {
  const rows = await db('outbox_archive').whereRaw(where, [id]).delete().returning('*');
  expect(rows.length).toBeGreaterThan(0);
  return rows.map((row) => ({ ...row, headers: JSON.stringify(row.headers) }));
}

/** A refund as payment knows it, as far as a rebuild looks. */
const KNOWN_REFUND = `
  with payment as (
    insert into payments (id, order_id, user_id, amount, status) values (:id, :order, :order, 1, 'refunded') returning id
  ), attempt as (
    insert into payment_attempts (gateway_payment_id, payment_id, status, amount, currency, is_captured)
    select 'pay_1', id, 'refunded', 1, 'INR', true from payment returning gateway_payment_id, payment_id
  )
  insert into refunds (id, payment_id, gateway_payment_id, amount, status, reason_key, reason, created_at)
  select payment_id, payment_id, gateway_payment_id, 1, 'processed', 'x', 'x', now() from attempt`;

/** An order as ordering knows it, as far as a rebuild looks. */
function orderRow(id: string) {
  return {
    id,
    order_number: 'ORD-20260213-001',
    user_id: id,
    status: 'completed',
    order_type: 'pickup',
    payment_method: 'cash',
    payment_status: 'paid',
    subtotal: 1,
    delivery_charge: 0,
    total: 1,
    business_day: '2026-02-13',
    slot: 'lunch',
    confirmed_at: new Date(),
    created_at: new Date(),
    updated_at: new Date(),
    version: 1,
  };
}

async function lettersParked(): Promise<number> {
  const depths = await depthsOf(world.broker, [deadLetterQueue('reporting')]);
  return depths.get(deadLetterQueue('reporting')) ?? 0;
}

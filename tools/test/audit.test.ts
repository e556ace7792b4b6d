import { randomUUID } from 'node:crypto';
import type { Db } from '@campus/database/connect';
import { beforeAll, expect, test } from 'vitest';
import type { AuditAccess } from '../src/audit/access.ts';
import { printed } from '../src/audit/print-report.ts';
import { runAudit } from '../src/audit/run-audit.ts';
import { capture, lineOf, showInKitchen, tellEverybodyElse } from './audit/echoes.ts';
import { CUSTOMER, gatewayOrderOf, STORIES, tellOrders } from './audit/orders.ts';
import { createWorld, type World } from './audit/world.ts';

const { eaten, delivered, expired, refunded } = STORIES;
let world: World;

beforeAll(async () => {
  world = await createWorld();
  await tellOrders(world);
  await tellEverybodyElse(world);
});

test('a consistent world passes, with its figures', async () => {
  const report = await runAudit(world.access);
  expect(printed(report)).toContain('All eight invariants hold.');
  expect(report).toMatchObject({ ok: true, unsettled: [] });
  expect(report.invariants.map(({ number, figures }) => [number, figures])).toMatchObject([
    [1, { orders: 5, confirmed: 4, 'history rows': 25, 'stored 201 answers': 1 }],
    [2, { 'provider captured': '220.00', 'provider refunded': '100.00', payments: 3, 'their totals': '120.00' }],
    [3, { completed: 2, cancelled: 3 }],
    [4, { 'places taken': 2, 'orders that hold one': 2 }],
    [5, { 'orders in it': 4, 'confirmed since': 4 }],
    [6, { 'order confirmed': 4 }],
    [7, { sales: 4, 'gross (rupees)': 420, refunds: 2 }],
    [8, { events: 25, waiting: 0, 'dead letters and unrouted': 0 }],
  ]);
});

/** Breaks the world; resolves to how it is mended. */
type Plant = (world: World) => Promise<() => Promise<unknown>>;

const update =
  (pick: (world: World) => Db, set: string, where: string, undo: string): Plant =>
  async (at) => {
    const { rowCount } = await pick(at).raw(`update ${set} where ${where}`);
    expect(rowCount).toBeGreaterThan(0);
    return () => pick(at).raw(`update ${undo} where ${where}`);
  };
const remove =
  (pick: (world: World) => Db, table: string, where: string): Plant =>
  async (at) => {
    const rows = await pick(at)(table).whereRaw(where).delete().returning('*');
    expect(rows.length).toBeGreaterThan(0);
    return () => pick(at).batchInsert(table, rows.map(storable));
  };
const put =
  (queue: string, headers?: Record<string, unknown>): Plant =>
  async ({ mailbox }) => {
    await mailbox.put(queue, LETTER, headers);
    return () => mailbox.empty(queue);
  };

const ordering = (at: World) => at.databases.ordering;
const reporting = (at: World) => at.databases.reporting;
const LETTER = randomUUID();
const inHistory = ({ id }: { id: string }, version: number) => `order_id = '${id}' and version = ${version}`;
const inOutbox = ({ id }: { id: string }, version: number) =>
  `aggregate_id = '${id}' and aggregate_version = ${version}`;

const FAULTS: [invariant: number, what: string, named: string, plant: Plant][] = [
  [
    1,
    'the lines do not add up to the subtotal',
    eaten.id,
    update(
      ordering,
      'orders set subtotal = subtotal + 1, total = total + 1',
      `id = '${eaten.id}'`,
      'orders set subtotal = subtotal - 1, total = total - 1',
    ),
  ],
  [1, 'the version is not the number of history rows', eaten.id, remove(ordering, 'order_events', inHistory(eaten, 4))],
  [1, 'not placed exactly once', eaten.id, remove(ordering, 'order_events', inHistory(eaten, 1))],
  [1, 'a history row without its event', `${eaten.id} version 2`, remove(ordering, 'outbox', inOutbox(eaten, 2))],
  [
    1,
    'an event without its history row',
    `${eaten.id} version 5`,
    remove(ordering, 'order_events', inHistory(eaten, 5)),
  ],
  [
    1,
    'order numbers and orders of a day differ',
    '6 numbers given, 5 orders',
    update(ordering, 'order_number_counters set last = last + 1', 'true', 'order_number_counters set last = last - 1'),
  ],
  [
    1,
    'an answer that names no such order',
    'k-1',
    update(
      ordering,
      `idempotency_keys set answer = jsonb_set(answer, '{order,id}', '"${LETTER}"')`,
      'true',
      `idempotency_keys set answer = jsonb_set(answer, '{order,id}', '"${eaten.id}"')`,
    ),
  ],
  [2, 'captured differently at the provider', delivered.id, extraCapture],
  [2, 'money that is not given back', delivered.id, secondPayment],
  [2, 'money at the provider that payment does not know', 'order_unknown', unknownOrder],
  [
    2,
    'refunded differently at the provider',
    refunded.id,
    async ({ ledger }) => {
      const [one] = lineOf(ledger, gatewayOrderOf(refunded)).refunds;
      if (one) one.status = 'failed';
      return async () => one && Object.assign(one, { status: 'processed' });
    },
  ],
  [2, 'a provider order that the provider does not know', delivered.id, forgottenOrder],
  [
    2,
    'paid without exactly its own money',
    refunded.id,
    update(
      ordering,
      "orders set payment_status = 'paid'",
      `id = '${refunded.id}'`,
      "orders set payment_status = 'refunded'",
    ),
  ],
  [
    2,
    'unpaid although its money is there',
    refunded.id,
    update(
      ordering,
      "orders set payment_status = 'failed'",
      `id = '${refunded.id}'`,
      "orders set payment_status = 'refunded'",
    ),
  ],
  [
    2,
    'another amount than the order',
    delivered.id,
    update(
      (at) => at.databases.payment,
      'payments set amount = amount - 1',
      `order_id = '${delivered.id}'`,
      'payments set amount = amount + 1',
    ),
  ],
  [
    2,
    'a UPI order without its payment',
    expired.id,
    remove((at) => at.databases.payment, 'payments', `order_id = '${expired.id}'`),
  ],
  [
    3,
    'a step that is not in the table, or not for this role',
    `${eaten.id} version 2`,
    update(
      ordering,
      "order_events set by_role = 'delivery'",
      inHistory(eaten, 2),
      "order_events set by_role = 'kitchen'",
    ),
  ],
  [
    3,
    'a step that does not start where the last one ended',
    `${eaten.id} version 3`,
    update(
      ordering,
      "order_events set from_value = 'received'",
      inHistory(eaten, 3),
      "order_events set from_value = 'preparing'",
    ),
  ],
  [
    3,
    'completed without being paid',
    `${eaten.id} version 5`,
    update(
      ordering,
      "order_events set to_value = 'pending'",
      inHistory(eaten, 4),
      "order_events set to_value = 'paid'",
    ),
  ],
  [
    3,
    'prepared without being confirmed',
    `${delivered.id} version 4`,
    update(
      ordering,
      "order_events set type = 'estimate'",
      inHistory(delivered, 3),
      "order_events set type = 'confirmed'",
    ),
  ],
  [
    3,
    'sent out without a rider, or for pickup',
    `${delivered.id} version 7`,
    update(
      ordering,
      'order_events set to_value = null',
      inHistory(delivered, 5),
      "order_events set to_value = 'assigned'",
    ),
  ],
  [
    3,
    'the status is not the last one of the history',
    eaten.id,
    update(ordering, "orders set status = 'ready'", `id = '${eaten.id}'`, "orders set status = 'completed'"),
  ],
  [
    4,
    'the counter is not the number of orders',
    'lunch: 2 orders, counter 3',
    update(ordering, 'slot_counters set taken = taken + 1', 'true', 'slot_counters set taken = taken - 1'),
  ],
  [4, 'a place above every cap in force then', 'place 2 of lunch', loweredCap],
  [5, 'confirmed but not in the stream', delivered.id, hiddenFromKitchen],
  [5, 'in the stream but not a confirmed order', expired.id, unconfirmedInKitchen],
  [6, 'more than one for the same event', CUSTOMER, toldTwice],
  [
    6,
    'a confirmed order without its "Order Confirmed!"',
    delivered.id,
    remove((at) => at.databases.notification, 'notifications', `order_id = '${delivered.id}'`),
  ],
  [
    7,
    'a day is reported wrongly',
    'gross 421.00',
    update(
      reporting,
      'sales_orders set total = total + 1',
      `order_id = '${eaten.id}'`,
      'sales_orders set total = total - 1',
    ),
  ],
  [
    7,
    'an order is reported wrongly',
    `${eaten.id}: reports say`,
    update(
      reporting,
      "sales_orders set status = 'ready'",
      `order_id = '${eaten.id}'`,
      "sales_orders set status = 'completed'",
    ),
  ],
  [
    7,
    'an item is reported wrongly',
    '9 pieces',
    update(reporting, 'sales_lines set quantity = 3', `order_id = '${eaten.id}'`, 'sales_lines set quantity = 2'),
  ],
  [7, 'a refund is reported wrongly', refunded.id, remove(reporting, 'refunds', `order_id = '${refunded.id}'`)],
  [
    8,
    'an event of ordering is not published yet',
    'order.placed',
    update(ordering, 'outbox set published_at = null', inOutbox(eaten, 1), 'outbox set published_at = occurred_at'),
  ],
  [
    8,
    'an event of ordering is quarantined',
    'order.placed',
    update(
      ordering,
      'outbox set published_at = null, quarantined_at = now()',
      inOutbox(eaten, 1),
      'outbox set published_at = occurred_at, quarantined_at = null',
    ),
  ],
  [8, 'messages wait in a queue', 'cf.reporting.v1: 1', put('cf.reporting.v1')],
  [8, 'messages wait in a queue', 'cf.delay.600000: 1', put('cf.delay.600000')],
  [
    8,
    'parked and not explained',
    `${LETTER}: onOrderEvent says broken`,
    put('cf.dlq.reporting', { 'cf-handler': 'onOrderEvent', 'cf-error': 'broken' }),
  ],
  [8, 'parked and not explained', 'no queue is bound for it', put('cf.unrouted')],
  [
    8,
    'payment never heard of it',
    'order.cancelled',
    remove((at) => at.databases.payment, 'inbox', "type = 'order.cancelled'"),
  ],
  [8, 'realtime never heard of it', 'order.', unseenByRealtime],
];

test.each(FAULTS)('%i is violated: %s', async (invariant, what, named, plant) => {
  const mend = await plant(world);
  const report = await runAudit(world.access, { waitMs: 0 });
  await mend();
  const found = report.invariants.find(({ number }) => number === invariant)?.faults ?? [];
  expect(found).toContainEqual({
    what,
    count: expect.any(Number),
    ids: expect.arrayContaining([expect.stringContaining(named)]),
  });
  expect(report.ok).toBe(false);
});

test('a mended world passes again', async () => {
  expect((await runAudit(world.access)).invariants.flatMap(({ faults }) => faults)).toEqual([]);
});

test('a dead letter with a reason violates nothing, and it stays where it is', async () => {
  const mend = await put('cf.dlq.reporting')(world);
  const explained: AuditAccess = { ...world.access, explained: { [LETTER]: 'put there by a test' } };
  const [first, second] = [await runAudit(explained), await runAudit(explained)];
  await mend();
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(second.invariants[7]?.notes).toMatchObject([{ what: 'parked and explained', count: 1 }]);
});

test('a refund that the bank refuses waits for a person and violates nothing', async () => {
  const { payment } = world.databases;
  const mend = await secondPayment(world);
  await payment('payments')
    .where({ order_id: delivered.id })
    .update({ needs_attention: ['refund_failed'] });
  const report = await runAudit(world.access);
  await payment('payments').where({ order_id: delivered.id }).update({ needs_attention: [] });
  await mend();
  expect(report.ok).toBe(true);
  expect(report.invariants[1]?.notes).toMatchObject([{ what: 'money that is not given back, waiting for a person' }]);
});

test('it waits for what is on its way', async () => {
  const mend = await put('cf.reporting.v1')(world);
  const auditing = runAudit(world.access);
  setTimeout(mend, 700);
  expect(await auditing).toMatchObject({ ok: true, unsettled: [] });
});

test('it says what it did not wait for', async () => {
  const mend = await put('cf.payment.v1')(world);
  const report = await runAudit(world.access, { waitMs: 300 });
  await mend();
  expect(report.unsettled).toEqual(['1 messages in cf.payment.v1']);
});

/** A row as knex takes it again: JSON columns come parsed. */
function storable(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row).filter(([name]) => !(name === 'id' && typeof row.id === 'number'));
  return Object.fromEntries(entries.map(([name, value]) => [name, isPlain(value) ? JSON.stringify(value) : value]));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value?.constructor === Object;
}

async function extraCapture({ ledger }: World) {
  const line = lineOf(ledger, gatewayOrderOf(delivered));
  line.payments.push({ id: 'pay_extra', amount: line.amount, captured: true });
  return async () => line.payments.pop();
}

async function secondPayment({ databases, ledger }: World) {
  await capture({ databases, ledger }, gatewayOrderOf(delivered), 'pay_second');
  return async () => {
    const line = lineOf(ledger, gatewayOrderOf(delivered));
    line.payments.pop();
    line.captured_paise -= line.amount;
    await databases.payment('payment_attempts').where({ gateway_payment_id: 'pay_second' }).delete();
  };
}

async function unknownOrder({ ledger }: World) {
  const money = { amount: 100, captured_paise: 100, refunded_paise: 0 };
  ledger.push({ order_id: 'order_unknown', receipt: null, ...money, payments: [], refunds: [] });
  return async () => ledger.pop();
}

/** Another order is older, so the provider should remember this one. */
async function forgottenOrder({ ledger, databases: { payment } }: World) {
  const [forgotten] = ledger.splice(ledger.indexOf(lineOf(ledger, gatewayOrderOf(delivered))), 1);
  const older = () => payment('payments').where({ order_id: expired.id });
  const [before] = await older().pluck('created_at');
  await older().update({ created_at: new Date(0) });
  return async () => {
    if (forgotten) ledger.push(forgotten);
    await older().update({ created_at: before });
  };
}

async function loweredCap({ databases: { ordering: db } }: World) {
  const at = new Date(Date.now() - 3_600_000);
  const key = 'max_orders_per_slot';
  await db('system_config').where({ key }).update({ value: '1', version: 2 });
  await db('system_config_changes').insert({ key, version: 2, value: '1', changed_at: at });
  return async () => {
    await db('system_config_changes').delete();
    await db('system_config').where({ key }).update({ value: '50', version: 1 });
  };
}

async function hiddenFromKitchen({ redis }: World) {
  const entries = await redis.xrange('realtime:kitchen', '-', '+');
  const hidden = entries.filter(([, fields]) => fields.join().includes(delivered.id));
  await redis.xdel('realtime:kitchen', ...hidden.map(([position]) => position));
  return () => showInKitchen({ redis }, delivered);
}

async function unconfirmedInKitchen({ redis }: World) {
  const position = await showInKitchen({ redis }, expired, false);
  return () => redis.xdel('realtime:kitchen', position);
}

/** The table itself forbids it, so the fault begins with a lost constraint. */
async function toldTwice({ databases: { notification } }: World) {
  const id = randomUUID();
  await notification.raw('alter table notifications drop constraint notifications_event_id_recipient_id_key');
  const copy = await notification('notifications').where({ order_id: eaten.id }).first();
  await notification('notifications').insert({ ...storable(copy), id });
  return async () => {
    await notification('notifications').where({ id }).delete();
    await notification.raw(
      'alter table notifications add constraint notifications_event_id_recipient_id_key unique (event_id, recipient_id)',
    );
  };
}

async function unseenByRealtime({ redis }: World) {
  const [key = ''] = await redis.keys('realtime:seen:*');
  await redis.del(key);
  return () => redis.set(key, '1');
}

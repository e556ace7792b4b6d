import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { AuditAccess } from '../src/audit/access.ts';
import { printed } from '../src/audit/print-report.ts';
import { runAudit } from '../src/audit/run-audit.ts';
import { tellEverybodyElse } from './audit/echoes.ts';
import { faultsOfEchoes } from './audit/faults-of-echoes.ts';
import { faultsOfMoney, secondPayment } from './audit/faults-of-money.ts';
import { faultsOfOrders } from './audit/faults-of-orders.ts';
import { delivered, tellOrders } from './audit/orders.ts';
import { LETTER, put } from './audit/plant.ts';
import { createWorld, type World } from './audit/world.ts';

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

test.each([...faultsOfOrders, ...faultsOfMoney, ...faultsOfEchoes])(
  '%i is violated: %s',
  async (invariant, what, named, plant) => {
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
  },
);

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

test('what a person has discarded is excused for the one that never heard it, and for nobody else', async () => {
  const { payment, reporting } = world.databases;
  const heard = await payment('inbox').where({ type: 'order.cancelled' }).first();
  const row = {
    type: 'order.cancelled',
    error: 'broken',
    reason: 'a test',
    discarded_by: 'asha',
    discarded_at: new Date(),
  };
  const forgotten = { message_id: heard.message_id };
  const faultsAfterDiscardBy = async (consumer: string) => {
    await reporting('discarded_letters').insert({ ...row, ...forgotten, consumer });
    const { invariants } = await runAudit(world.access, { waitMs: 0 });
    await reporting('discarded_letters').delete();
    return invariants[7];
  };
  await payment('inbox').where(forgotten).delete();
  const [excused, still] = [await faultsAfterDiscardBy('payment'), await faultsAfterDiscardBy('notification')];
  await payment('inbox').insert(heard);
  expect(excused).toMatchObject({ faults: [], notes: [{ what: 'discarded by a person', count: 1 }] });
  expect(still?.faults).toMatchObject([{ what: 'payment never heard of it', count: 1 }]);
});

test('an empty provider order of a payment that never learnt of it violates nothing; a second one, or one with money, does', async () => {
  const { databases, ledger } = world;
  const empty = {
    order_id: 'order_orphan',
    amount: 100,
    captured_paise: 0,
    refunded_paise: 0,
    payments: [],
    refunds: [],
  };
  const faultsWith = async (line: (typeof ledger)[number]) => {
    ledger.push(line);
    const { invariants } = await runAudit(world.access, { waitMs: 0 });
    ledger.pop();
    return invariants[1]?.faults.map(({ what }) => what);
  };
  const payment = { id: randomUUID(), order_id: randomUUID(), user_id: randomUUID(), amount: 1, status: 'cancelled' };
  const known = await databases.payment('payments').whereNotNull('gateway_order_id').first('id');
  await databases.payment('payments').insert({ ...payment, create_at: null });
  const orphan = await faultsWith({ ...empty, receipt: payment.id });
  const paid = await faultsWith({ ...empty, receipt: payment.id, captured_paise: 100 });
  const second = await faultsWith({ ...empty, receipt: known.id });
  await databases.payment('payments').where({ id: payment.id }).delete();
  expect(orphan).not.toContain('a second provider order for a payment');
  expect(paid).toContain('money at the provider that payment does not know');
  expect(second).toContain('a second provider order for a payment');
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

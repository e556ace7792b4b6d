import { orderPlaced } from '@campus/contracts/order-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { expect, test } from 'vitest';
import type { SentEvent } from './support/history.ts';
import { startReporting } from './support/reporting.ts';
import { soldAndGivenBack, soldAt } from './support/sold.ts';

const { broker, db, report, service, environment } = await startReporting();
const publish = (event: SentEvent) => publishEvent(broker, event.kind, event);
const totalsOf = async (day: string) => (await report(`daily-sales?from=${day}&to=${day}`)).body.totals;
const orders = (count: number, day: string) =>
  Array.from({ length: count }, () => soldAndGivenBack(`${day}T07:00:00Z`, `${day}T08:00:00Z`));
const counted = (day: string, count: number) =>
  eventually(
    async () =>
      expect(await totalsOf(day)).toMatchObject({
        orders: count,
        cancelled: count,
        gross_sales: (count * 835) / 100,
        refunds: (count * 835) / 100,
        net_sales: 0,
      }),
    { timeoutMs: 20_000 },
  );

test('an unreadable event is parked while the next one is counted', async () => {
  const [good] = soldAt('2026-03-01T07:00:00Z');
  if (!good) throw new Error('no event');
  const bad = await publishEvent(broker, orderPlaced, {
    aggregateId: good.aggregateId,
    data: { order: { id: 'x' } } as never,
  });
  await publish(good);
  await eventually(async () => expect(await totalsOf('2026-03-01')).toMatchObject({ orders: 1 }));
  expect(await eventually(() => parked())).toMatchObject([
    { id: bad, type: 'order.placed', error: expect.stringContaining('schema') },
  ]);
});

test('an event that comes many times at once counts once', async () => {
  const events = orders(3, '2026-03-02').flat();
  await Promise.all(
    Array.from({ length: 8 }, () => events)
      .flat()
      .map(publish),
  );
  await counted('2026-03-02', 3);
  expect(await db('sales_orders').where({ confirmed_day: '2026-03-02' })).toHaveLength(3);
});

test('two replicas that share the events of the same orders count each order once, in its last state', async () => {
  const second = await startProcess(new URL('../src/main.ts', import.meta.url), environment);
  const events = orders(60, '2026-03-03');
  const mixed = [0, 1, 2, 3].flatMap((step) => events.flatMap((steps) => steps[3 - step] ?? []));
  await Promise.all([...mixed, ...mixed].map(publish));
  await counted('2026-03-03', 60);
  const handled = ({ logs }: typeof second) =>
    logs.filter((line) => line.message === 'event received' && line.outcome === 'handled').length;
  expect(Math.min(handled(second), handled(service))).toBeGreaterThan(0);
  expect(await second.stop()).toBe(0);
});

test('a stop while events come in finishes what is in hand and leaves the rest for the next start', async () => {
  const publishing = Promise.all(orders(60, '2026-03-04').flat().map(publish));
  await eventually(async () => expect(await db('sales_orders').where({ confirmed_day: '2026-03-04' })).not.toEqual([]));
  expect(await service.stop()).toBe(0);
  await publishing;
  await service.restart();
  await counted('2026-03-04', 60);
});

test('a crash in the middle of the work loses no sale and counts none twice', async () => {
  const publishing = Promise.all(orders(40, '2026-03-05').flat().map(publish));
  await eventually(async () => expect(await db('sales_orders').where({ confirmed_day: '2026-03-05' })).not.toEqual([]));
  await service.kill();
  await publishing;
  await service.restart();
  await counted('2026-03-05', 40);
  expect(await parked()).toHaveLength(1);
});

async function parked() {
  const letters = await readDeadLetters(broker, 'reporting');
  expect(letters).toHaveLength(1);
  return letters;
}

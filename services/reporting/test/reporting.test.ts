import { orderPlaced } from '@campus/contracts/order-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { orderHistory } from './support/history.ts';
import { startReporting } from './support/reporting.ts';
import { itemsOfTheWeek, salesOfTheWeek, week } from './support/week.ts';

const { broker, db, report, service } = await startReporting();
const range = 'from=2026-02-12&to=2026-02-15';

for (const event of [...week.toReversed(), ...week]) await publishEvent(broker, event.kind, event);
await eventually(async () => expect(await db('inbox')).toHaveLength(week.length));

test('daily sales: gross on the day of confirmation, refunds on their own day, every day of the range, totals', async () => {
  const { status, body } = await report(`daily-sales?${range}`);
  expect(status).toBe(200);
  expect(body.days).toEqual(salesOfTheWeek);
  expect(body.totals).toEqual({
    orders: 4,
    completed: 2,
    cancelled: 2,
    gross_sales: 285.05,
    refunds: 130,
    net_sales: 155.05,
    cash_sales: 46.7,
    upi_sales: 238.35,
    average_order_value: 95.02,
  });
});

test('item performance: paid orders only, best first, under the newest name', async () => {
  expect((await report(`item-performance?${range}`)).body).toEqual({ items: itemsOfTheWeek });
  expect((await report(`item-performance?${range}&limit=1`)).body.items).toHaveLength(1);
});

test('order volume: confirmed orders by day, by hour on campus and by meal window', async () => {
  const byDay = await report(`order-volume?${range}&by=day`);
  expect(byDay.body.buckets).toEqual([
    { bucket: '2026-02-12', orders: 0, pickup: 0, delivery: 0 },
    { bucket: '2026-02-13', orders: 1, pickup: 1, delivery: 0 },
    { bucket: '2026-02-14', orders: 3, pickup: 2, delivery: 1 },
    { bucket: '2026-02-15', orders: 0, pickup: 0, delivery: 0 },
  ]);
  const byHour = await report(`order-volume?${range}`);
  expect(byHour.body.buckets).toHaveLength(24);
  expect(byHour.body.buckets.filter((bucket: { orders: number }) => bucket.orders > 0)).toEqual([
    { bucket: '00:00', orders: 1, pickup: 0, delivery: 1 },
    { bucket: '12:00', orders: 1, pickup: 1, delivery: 0 },
    { bucket: '23:00', orders: 2, pickup: 2, delivery: 0 },
  ]);
  const bySlot = await report(`order-volume?${range}&by=slot`);
  expect(bySlot.body.buckets).toEqual([
    { bucket: 'dinner', orders: 1, pickup: 1, delivery: 0 },
    { bucket: 'lunch', orders: 3, pickup: 2, delivery: 1 },
  ]);
});

test('what is confirmed after midnight in a window of the evening is a sale of the evening', async () => {
  const at = '2026-04-01T19:10:00Z';
  const night = {
    payment_method: 'cash',
    payment_status: 'paid',
    confirmed_at: at,
    confirmed_day: '2026-04-01',
  } as const;
  const [event] = orderHistory(night, [{ kind: orderPlaced, type: 'placed', at, state: {} }]);
  if (event) await publishEvent(broker, event.kind, event);
  const ordersOf = async (day: string) => (await report(`daily-sales?from=${day}&to=${day}`)).body.totals.orders;
  await eventually(async () => expect(await ordersOf('2026-04-01')).toBe(1));
  expect(await ordersOf('2026-04-02')).toBe(0);
});

test('a report without a range is today', async () => {
  const { body } = await report('daily-sales');
  expect(body.days).toHaveLength(1);
  expect(body.totals.orders).toBe(0);
});

test('the same figures come as a CSV file', async () => {
  const { headers, text } = await report(`daily-sales?${range}&format=csv`);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename="daily-sales_2026-02-12_2026-02-15.csv"');
  expect(text.split('\r\n')).toEqual([
    'date,orders,completed,cancelled,gross_sales,refunds,net_sales,cash_sales,upi_sales,average_order_value',
    '2026-02-12,0,0,0,0.00,0.00,0.00,0.00,0.00,0.00',
    '2026-02-13,1,1,0,16.70,0.00,16.70,16.70,0.00,16.70',
    '2026-02-14,3,1,2,268.35,0.00,268.35,30.00,238.35,134.18',
    '2026-02-15,0,0,0,0.00,130.00,-130.00,0.00,0.00,0.00',
    '',
  ]);
  expect((await report(`item-performance?${range}&format=csv`)).text).toContain(',Paneer Tikka,1,1,230.00\r\n');
  expect((await report(`order-volume?${range}&by=day&format=csv`)).text).toContain('2026-02-14,3,2,1\r\n');
});

test.each([
  'daily-sales?from=2026-02-14&to=2026-02-13',
  'daily-sales?from=2025-01-01&to=2026-02-13',
  'daily-sales?from=0000-01-01&to=0000-01-02',
  'daily-sales?from=2026-02-30',
  'daily-sales?from=yesterday',
  'daily-sales?format=pdf',
  'daily-sales?page=1',
  'item-performance?limit=0',
  'item-performance?limit=all',
  'order-volume?by=week',
])('%s is refused', async (path) => {
  expect(await report(path)).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
});

test.each(['daily-sales', 'item-performance', 'order-volume'])('%s is for admins', async (path) => {
  for (const role of ['consumer', 'kitchen', 'delivery'] as const) expect((await report(path, role)).status).toBe(403);
  expect((await report(path, 'nobody')).status).toBe(401);
});

test('an unreadable event is parked while the next one is counted', async () => {
  const [good] = orderHistory({ payment_method: 'cash' }, [
    { kind: orderPlaced, type: 'placed', at: '2026-03-01T07:00:00Z', state: { confirmed_at: '2026-03-01T07:00:00Z' } },
  ]);
  if (!good) throw new Error('no event');
  const { aggregateId } = good;
  const bad = await publishEvent(broker, orderPlaced, { aggregateId, data: { order: { id: 'x' } } as never });
  await publishEvent(broker, orderPlaced, { ...good, data: good.data as typeof orderPlaced.example });
  await eventually(async () =>
    expect((await report('daily-sales?from=2026-03-01&to=2026-03-01')).body.totals.orders).toBe(1),
  );
  expect(await eventually(() => parked())).toMatchObject([
    { id: bad, type: 'order.placed', error: expect.stringContaining('schema') },
  ]);
});

test('a crash in the middle of the work loses no sale and counts none twice', async () => {
  const orders = Array.from({ length: 40 }, () =>
    orderHistory({ payment_method: 'cash', payment_status: 'paid', total_paise: 835 }, [
      {
        kind: orderPlaced,
        type: 'placed',
        at: '2026-03-02T07:00:00Z',
        state: { confirmed_at: '2026-03-02T07:00:00Z' },
      },
    ]),
  ).flat();
  const publishing = Promise.all(orders.map((order) => publishEvent(broker, order.kind, order)));
  await eventually(async () =>
    expect(await db('sales_orders').where({ confirmed_day: '2026-03-02' })).not.toHaveLength(0),
  );
  await service.kill();
  await publishing;
  await service.restart();
  await eventually(async () => {
    const { totals } = (await report('daily-sales?from=2026-03-02&to=2026-03-02')).body;
    expect(totals).toMatchObject({ orders: 40, gross_sales: 334, average_order_value: 8.35 });
  });
  expect(await service.stop()).toBe(0);
});

async function parked() {
  const letters = await readDeadLetters(broker, 'reporting');
  expect(letters).toHaveLength(1);
  return letters;
}

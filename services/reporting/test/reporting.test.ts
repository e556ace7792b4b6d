import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { rowsOf } from './support/csv-rows.ts';
import { startReporting } from './support/reporting.ts';
import { itemsOfTheWeek, salesOfTheWeek, week } from './support/week.ts';

const { broker, db, report } = await startReporting();
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

test('a report without a range is today', async () => {
  const { body } = await report('daily-sales');
  expect(body.days).toHaveLength(1);
  expect(body.totals.orders).toBe(0);
});

test('a CSV file has a name, a header row and a row for each day', async () => {
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
});

test.each([
  ['daily-sales', 'days'],
  ['item-performance', 'items'],
  ['item-performance?limit=1', 'items'],
  ['order-volume', 'buckets'],
  ['order-volume?by=slot', 'buckets'],
  ['order-volume?by=day', 'buckets'],
])('%s says the same as a CSV file', async (path, rows) => {
  const asked = `${path}${path.includes('?') ? '&' : '?'}${range}`;
  const { text, headers } = await report(`${asked}&format=csv`);
  expect(headers.get('content-disposition')).toContain(`"${path.split('?')[0]}_2026-02-12_2026-02-15.csv"`);
  const [names = [], ...records] = rowsOf(text);
  const read = records.map((cells) => Object.fromEntries(names.map((name, at) => [name, readCell(cells[at] ?? '')])));
  expect(read).toEqual((await report(asked)).body[rows]);
});

test.each([
  'daily-sales?from=2026-02-14&to=2026-02-13',
  'daily-sales?from=2025-01-01&to=2026-02-13',
  'daily-sales?from=0000-01-01&to=0000-01-02',
  'daily-sales?from=2026-02-30',
  'daily-sales?from=yesterday',
  'daily-sales?from=2026-2-1',
  'daily-sales?from=2026-02-14T00:00:00Z',
  'daily-sales?from=',
  'daily-sales?from=2025-02-29&to=2025-03-01',
  'daily-sales?from=2024-02-28&to=2025-02-28',
  'daily-sales?from=2026-02-13&from=2026-02-14',
  'daily-sales?from=2999-12-31',
  'daily-sales?from=3000-01-01&to=3000-01-01',
  'daily-sales?format=pdf',
  'daily-sales?format=CSV',
  'daily-sales?page=1',
  'daily-sales?by=day',
  'item-performance?limit=0',
  'item-performance?limit=all',
  'item-performance?limit=1001',
  'item-performance?limit=1.5',
  'order-volume?by=week',
  'order-volume?by=',
  'order-volume?limit=5',
  'order-volume?by=week&format=csv',
])('%s is refused', async (path) => {
  expect(await report(path)).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
});

test.each(['daily-sales', 'item-performance', 'order-volume'])('%s is for admins', async (path) => {
  for (const role of ['consumer', 'kitchen', 'delivery'] as const) expect((await report(path, role)).status).toBe(403);
  expect((await report(path, 'nobody')).status).toBe(401);
});

test.each(['from=2024-02-29&to=2024-02-29', 'from=2024-01-01&to=2024-12-31', 'from=2999-12-31&to=2999-12-31'])(
  'a range of %s is a range like any other',
  async (asked) => {
    const { status, body } = await report(`daily-sales?${asked}`);
    expect(status).toBe(200);
    expect(body.days.at(-1).date).toBe(asked.slice(-10));
  },
);

function readCell(cell: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dailySales, type SalesSums } from './daily-sales.ts';

const range = { from: '2026-02-12', to: '2026-02-14' };

test('a day without sales is there with zeros', () => {
  const report = dailySales(range, new Map());
  expect(report.days.map((day) => day.date)).toEqual(['2026-02-12', '2026-02-13', '2026-02-14']);
  expect(report.totals).toEqual({
    orders: 0,
    completed: 0,
    cancelled: 0,
    gross_sales: 0,
    refunds: 0,
    net_sales: 0,
    cash_sales: 0,
    upi_sales: 0,
    average_order_value: 0,
  });
});

test('the average is gross over paid orders, to the paisa', () => {
  const sums = {
    orders: 5,
    completed: 3,
    cancelled: 1,
    paidOrders: 3,
    cashPaise: 10_000,
    upiPaise: 0,
    refundsPaise: 500,
  };
  const [day] = dailySales({ from: '2026-02-12', to: '2026-02-12' }, new Map([['2026-02-12', sums]])).days;
  expect(day).toMatchObject({ gross_sales: 100, net_sales: 95, average_order_value: 33.33 });
});

const paise = fc.integer({ min: 0, max: 9_999_999_999 });
const count = fc.integer({ min: 0, max: 1_000 });
const sums: fc.Arbitrary<SalesSums> = fc.record({
  orders: count,
  completed: count,
  cancelled: count,
  paidOrders: count,
  cashPaise: paise,
  upiPaise: paise,
  refundsPaise: paise,
});

test('totals are the days added up, also beyond what one amount may be', () => {
  fc.assert(
    fc.property(sums, sums, (first, last) => {
      const { days, totals } = dailySales(
        range,
        new Map([
          ['2026-02-12', first],
          ['2026-02-14', last],
        ]),
      );
      for (const name of ['orders', 'gross_sales', 'refunds', 'net_sales', 'cash_sales', 'upi_sales'] as const) {
        const added = days.reduce((sum, day) => sum + Math.round(day[name] * 100), 0);
        expect(Math.round(totals[name] * 100)).toBe(added);
      }
    }),
  );
});

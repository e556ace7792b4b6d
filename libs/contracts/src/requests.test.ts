import { expect, test } from 'vitest';
import { settingSchemas } from './config-api.ts';
import { setAvailabilityBody } from './menu-api.ts';
import { notificationListQuery } from './notifications-api.ts';
import { changeStatusBody, estimateBody, orderListQuery, staffOrderListQuery } from './orders-api.ts';
import { listPaymentsQuery } from './payments-api.ts';
import { dailySalesQuery, itemPerformanceQuery } from './reports-api.ts';

const AT_THE_ENDS = [
  '0000-01-01T00:00:00Z',
  '1999-12-31T23:59:59Z',
  '3000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
];

test('nobody can ask for an instant that JavaScript and PostgreSQL would read differently', () => {
  const accepts = (at: string) => [
    estimateBody.safeParse({ estimated_ready_time: at }).success,
    changeStatusBody.safeParse({ status: 'preparing', estimated_ready_time: at }).success,
    setAvailabilityBody.safeParse({ is_available: false, until: at }).success,
    settingSchemas.paused_until.safeParse(at).success,
  ];
  for (const at of AT_THE_ENDS) expect([at, ...accepts(at)]).toEqual([at, false, false, false, false]);
  expect(accepts('2026-02-13T09:15:00+05:30')).toEqual([true, true, true, true]);
});

test('nobody can ask for a day of a year that the two count differently', () => {
  for (const query of [staffOrderListQuery, dailySalesQuery]) {
    for (const from of ['0000-01-01', '1999-12-31', '3000-01-01'])
      expect(query.safeParse({ from }).success).toBe(false);
    expect(query.safeParse({ from: '2024-02-29', to: '2999-12-31' }).success).toBe(true);
  }
});

test('the cursor of a list of orders is the id of an order', () => {
  for (const query of [orderListQuery, staffOrderListQuery]) {
    expect(query.safeParse({ cursor: 'x' }).success).toBe(false);
    expect(query.safeParse({ cursor: '0195a000-0000-7000-8000-000000000001' }).success).toBe(true);
  }
});

test('a number in a query string is written in decimal digits', () => {
  const queries = [orderListQuery, staffOrderListQuery, listPaymentsQuery, notificationListQuery, itemPerformanceQuery];
  for (const query of queries) {
    for (const limit of ['0x10', '1e1', '0b11', ' 5', '5 ', '+5', '-5', '5.0', '', '٥', 'Infinity', ['5'], true, '0'])
      expect([limit, query.safeParse({ limit }).success]).toEqual([limit, false]);
    expect(query.parse({ limit: '007' }).limit).toBe(7);
    expect(query.parse({}).limit).toBeGreaterThan(0);
  }
  expect(orderListQuery.safeParse({ limit: '101' }).success).toBe(false);
});

import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { describe, expect, test } from 'vitest';
import { gatewayRefund, type SentEvent } from './support/history.ts';
import { type Reporting, startReporting } from './support/reporting.ts';
import { soldAndGivenBack, soldAt } from './support/sold.ts';

/** Publishes the events and waits until they are counted. */
async function hear({ broker, db }: Reporting, events: SentEvent[]) {
  for (const event of events) await publishEvent(broker, event.kind, event);
  const ids = events.map(({ id }) => id);
  await eventually(async () => expect(await db('inbox').whereIn('message_id', ids)).toHaveLength(ids.length));
}

/** Per day of the range: orders, gross, refunds. Days without anything are left out. */
async function salesOf({ report }: Reporting, from: string, to: string) {
  const { body } = await report(`daily-sales?from=${from}&to=${to}`);
  const days: { date: string; orders: number; gross_sales: number; refunds: number }[] = body.days;
  return days
    .map(({ date, orders, gross_sales, refunds }) => [date, orders, gross_sales, refunds])
    .filter(([, ...figures]) => figures.some((figure) => figure !== 0));
}

async function hoursOf({ report }: Reporting, from: string, to: string) {
  const { body } = await report(`order-volume?from=${from}&to=${to}`);
  const buckets: { bucket: string; orders: number }[] = body.buckets;
  expect(buckets).toHaveLength(24);
  return buckets.filter(({ orders }) => orders > 0).map(({ bucket, orders }) => [bucket, orders]);
}

describe('in Asia/Kolkata, half an hour off the hours of UTC', async () => {
  const campus = await startReporting('Asia/Kolkata');
  const at = (local: string) => new Date(`${local}+05:30`).toISOString();
  const halfPastEleven = ['23:29:00', '23:30:00', '23:59:59.999'].map((time) => at(`2026-02-13T${time}`));
  const afterMidnight = ['00:00:00', '00:29:59', '00:30:00', '00:31:00'].map((time) => at(`2026-02-14T${time}`));

  test('in a window from 22:00 to 02:00, 23:29 to 00:31 is all one evening', async () => {
    const window = { slot: 'night', confirmed_day: '2026-02-13' };
    await hear(
      campus,
      [...halfPastEleven, ...afterMidnight].flatMap((moment) => soldAt(moment, window)),
    );
    expect(await salesOf(campus, '2026-02-12', '2026-02-15')).toEqual([['2026-02-13', 7, 58.45, 0]]);
    expect(await hoursOf(campus, '2026-02-13', '2026-02-13')).toEqual([
      ['00:00', 4],
      ['23:00', 3],
    ]);
    expect(await hoursOf(campus, '2026-02-14', '2026-02-14')).toEqual([]);
    const { body } = await campus.report('item-performance?from=2026-02-14&to=2026-02-14');
    expect(body.items).toEqual([]);
  });

  test('outside every window midnight is midnight, on campus and not in Greenwich', async () => {
    const shift = (moment: string) => moment.replace('2026-02', '2026-03');
    const moments = [...halfPastEleven, ...afterMidnight].map(shift);
    await hear(
      campus,
      moments.flatMap((moment) => soldAt(moment, { confirmed_day: null })),
    );
    expect(await salesOf(campus, '2026-03-12', '2026-03-15')).toEqual([
      ['2026-03-13', 3, 25.05, 0],
      ['2026-03-14', 4, 33.4, 0],
    ]);
    expect(await hoursOf(campus, '2026-03-14', '2026-03-14')).toEqual([['00:00', 4]]);
  });

  test('a refund belongs to the day it happens, whatever evening its order was', async () => {
    const sold = soldAt(at('2026-04-10T23:45:00'), {
      payment_method: 'upi',
      total_paise: 10_000,
      confirmed_day: '2026-04-10',
    });
    const orderId = sold[0]?.aggregateId ?? '';
    const before = gatewayRefund({ orderId, paise: 2_500, at: at('2026-04-10T23:59:59.999') });
    const after = gatewayRefund({ orderId, paise: 7_500, at: at('2026-04-11T00:00:00') });
    const cash = soldAndGivenBack(at('2026-04-10T23:50:00'), at('2026-04-11T00:10:00'), {
      confirmed_day: '2026-04-10',
    });
    await hear(campus, [after, ...cash.toReversed(), before, ...sold]);
    expect(await salesOf(campus, '2026-04-09', '2026-04-12')).toEqual([
      ['2026-04-10', 2, 108.35, 25],
      ['2026-04-11', 0, 0, 83.35],
    ]);
    const { body } = await campus.report('daily-sales?from=2026-04-10&to=2026-04-11');
    expect(body.totals).toMatchObject({ cancelled: 1, net_sales: 0, gross_sales: 108.35, refunds: 108.35 });
  });

  test.each([
    ['a month', '2026-04-30', '2026-05-01'],
    ['a year', '2026-12-31', '2027-01-01'],
    ['a February of a leap year', '2028-02-29', '2028-03-01'],
    ['the day before such an end', '2024-02-28', '2024-02-29'],
    ['a February', '2027-02-28', '2027-03-01'],
  ])('the end of %s is a midnight like any other', async (_, last, first) => {
    const events = [
      soldAt(at(`${last}T23:59:59.999`)),
      soldAt(at(`${first}T00:00:00`)),
      soldAt(at(`${first}T00:30:00`)),
    ];
    const before = await salesOf(campus, last, last);
    await hear(campus, events.flat());
    expect(before).toEqual([]);
    expect(await salesOf(campus, last, last)).toEqual([[last, 1, 8.35, 0]]);
    expect(await salesOf(campus, first, first)).toEqual([[first, 2, 16.7, 0]]);
  });
});

describe('in UTC', async () => {
  const campus = await startReporting('UTC');

  test('the day is that of UTC', async () => {
    const moments = ['2026-02-13T18:30:00Z', '2026-02-13T23:59:59.999Z', '2026-02-14T00:00:00Z'];
    await hear(
      campus,
      moments.flatMap((moment) => soldAt(moment)),
    );
    expect(await salesOf(campus, '2026-02-12', '2026-02-15')).toEqual([
      ['2026-02-13', 2, 16.7, 0],
      ['2026-02-14', 1, 8.35, 0],
    ]);
  });
});

describe('in Europe/Berlin, where clocks change', async () => {
  const campus = await startReporting('Europe/Berlin');

  test('the day without a third hour has 23 of them, and no order in the one that is left out', async () => {
    const moments = [
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T00:59:59Z',
      '2026-03-29T01:00:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00:00Z',
    ];
    await hear(
      campus,
      moments.flatMap((moment) => soldAt(moment)),
    );
    expect(await salesOf(campus, '2026-03-27', '2026-03-31')).toEqual([
      ['2026-03-28', 1, 8.35, 0],
      ['2026-03-29', 4, 33.4, 0],
      ['2026-03-30', 1, 8.35, 0],
    ]);
    expect(await hoursOf(campus, '2026-03-29', '2026-03-29')).toEqual([
      ['00:00', 1],
      ['01:00', 1],
      ['03:00', 1],
      ['23:00', 1],
    ]);
  });

  test('the day with 25 hours has them all, and 02:00 is what the clock showed twice', async () => {
    const moments = [
      '2026-10-24T21:59:59Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T22:59:59Z',
      '2026-10-25T23:00:00Z',
    ];
    await hear(
      campus,
      moments.flatMap((moment) => soldAndGivenBack(moment, moment)),
    );
    expect(await salesOf(campus, '2026-10-23', '2026-10-27')).toEqual([
      ['2026-10-24', 1, 8.35, 8.35],
      ['2026-10-25', 4, 33.4, 33.4],
      ['2026-10-26', 1, 8.35, 8.35],
    ]);
    expect(await hoursOf(campus, '2026-10-25', '2026-10-25')).toEqual([
      ['00:00', 1],
      ['02:00', 2],
      ['23:00', 1],
    ]);
  });
});

import { randomUUID } from 'node:crypto';
import { paymentCreated } from '@campus/contracts/payment-events';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { type Ordering, orderOf, startOrdering } from './support/ordering.ts';

const CAP = 50;
let ordering: Ordering;
let dish: string;

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 10_000 });
});

const setting = (key: string, value: unknown) =>
  ordering
    .db('system_config')
    .where({ key })
    .update({ value: JSON.stringify(value) });

/** The counter against the orders that hold a place, seen in one snapshot. */
async function places(): Promise<{ taken: number; held: number }> {
  const { rows } = await ordering.db.raw(
    "select (select coalesce(sum(taken), 0)::int from slot_counters) as taken, (select count(*)::int from orders where status <> 'cancelled') as held",
  );
  return rows[0];
}

/** A student who orders, and sometimes cancels at once or never pays. */
async function student(index: number): Promise<number> {
  const as = { userId: randomUUID() };
  const wish = { payment_method: index % 3 === 0 ? 'upi' : 'cash' };
  const { status, body } = await ordering.call('POST', '/api/v1/orders', { as, body: orderOf(dish, wish) });
  if (status !== 201) return status;
  if (index % 4 === 1) await ordering.call('POST', `/api/v1/orders/${body.order.id}/cancel`, { as });
  if (index % 3 === 0) {
    const payment = {
      ...paymentCreated.example.payment,
      id: randomUUID(),
      order_id: body.order.id,
      created_at: new Date().toISOString(),
    };
    await publishEvent(ordering.rabbitmqUrl, paymentCreated, { aggregateId: payment.id, data: { payment } });
  }
  return status;
}

test('200 orders on 50 places with cancellations and expiries: the counter is exact at every instant', async () => {
  await setting('max_orders_per_slot', CAP);
  await setting('unpaid_order_ttl_seconds', 1);
  const watching = { on: true, seen: 0 };
  const watch = (async () => {
    while (watching.on) {
      const { taken, held } = await places();
      expect(taken).toBe(held);
      expect(taken).toBeLessThanOrEqual(CAP);
      watching.seen += 1;
    }
  })();
  const waves = [0, 1, 2, 3].map((wave) => Array.from({ length: 50 }, (_, index) => wave * 50 + index));
  const statuses: number[] = [];
  for (const wave of waves) statuses.push(...(await Promise.all(wave.map(student))));
  await eventually(
    async () => {
      const unpaid = await ordering.db('orders').where({ status: 'received', confirmed_at: null });
      expect(unpaid).toEqual([]);
    },
    { timeoutMs: 15_000 },
  );
  watching.on = false;
  await watch;
  expect(new Set(statuses)).toEqual(new Set([201, 409]));
  expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(CAP);
  expect(watching.seen).toBeGreaterThan(20);
  const { rows } = await ordering.db.raw(
    'select order_id from order_events where to_value = ? group by 1 having count(*) > 1',
    ['cancelled'],
  );
  expect(rows).toEqual([]);
});

test('300 orders of one day, created in parallel, are numbered without a gap or a repetition, past 999 too', async () => {
  await setting('max_orders_per_slot', 10_000);
  const before = new Set(await ordering.db('orders').pluck('order_number'));
  await ordering.db('order_number_counters').update({ last: 850 });
  const body = orderOf(dish);
  for (let batch = 0; batch < 6; batch += 1) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ordering.call('POST', '/api/v1/orders', { as: {}, body })),
    );
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  }
  const numbers: string[] = await ordering.db('orders').pluck('order_number');
  const counts = numbers.filter((number) => !before.has(number)).map((number) => number.split('-')[2]);
  const expected = Array.from({ length: 300 }, (_, index) => String(851 + index).padStart(3, '0'));
  expect(counts.toSorted((one, other) => Number(one) - Number(other))).toEqual(expected);
});

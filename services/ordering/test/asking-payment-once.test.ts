import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { type Ordering, orderOf, startOrdering } from './support/ordering.ts';

let ordering: Ordering;
let dish: string;

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 10_000 });
  await ordering.db('system_config').where({ key: 'max_orders_per_slot' }).update({ value: 1000 });
});

/** The payment of a new UPI order, as the customer hears of it. */
async function order() {
  const body = orderOf(dish, { payment_method: 'upi' });
  const answer = await ordering.call('POST', '/api/v1/orders', { as: {}, body });
  expect(answer.status).toBe(201);
  return answer.body.payment;
}

const orders = (count: number) => Promise.all(Array.from({ length: count }, order));

/** How often payment was asked about each order since `from`. */
function asked(from: number): number[] {
  const ids = ordering.payment.requests.slice(from).map(({ body }) => body.order_id);
  return [...Map.groupBy(ids, (id) => id).values()].map(({ length }) => length);
}

async function breaker() {
  const line = ordering.service.logs.find(({ message }) => message === 'metrics listening');
  const { port } = (line?.address ?? {}) as { port?: number };
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return /^circuit_breaker_open\{.*dependency="payment".*\} (\d)$/m.exec(text)?.[1];
}

// First, because the quick failures of the others count for half a minute.
test('F-net: while payment hangs under steady orders the breaker opens, one order in five seconds asks, and it closes again', async () => {
  const { requests, state } = ordering.payment;
  expect(await breaker()).toBe('0');
  state.behave = 'hang';
  const from = requests.length;
  expect(await orders(6)).toEqual(Array(6).fill(null));
  await eventually(async () => expect(await breaker()).toBe('1'));
  const opened = requests.length;
  expect(opened - from).toBe(6);
  const waiting: Promise<unknown>[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    waiting.push(order());
    await sleep(100);
  }
  expect(await Promise.all(waiting)).toEqual(Array(60).fill(null));
  // Six seconds and the last 2.5 of a wait: one probe, or two.
  expect(requests.length - opened).toBeGreaterThanOrEqual(1);
  expect(requests.length - opened).toBeLessThanOrEqual(2);
  expect(Math.max(...asked(from))).toBe(1);
  state.behave = 'answer';
  await eventually(async () => expect(await order()).not.toBeNull(), { timeoutMs: 10_000 });
  expect(await breaker()).toBe('0');
  expect(await orders(5)).not.toContain(null);
});

test.each(['refuse', 'tear'] as const)(
  'F-net: while payment does no more than %s, each order asks it once, and none waits or is refused for it',
  async (behave) => {
    const { requests, state } = ordering.payment;
    const from = requests.length;
    state.behave = behave;
    for (let round = 0; round < 3; round += 1) expect(await orders(10)).toEqual(Array(10).fill(null));
    expect(asked(from)).toEqual(Array(30).fill(1));
    expect(await breaker()).toBe('0');
    state.behave = 'answer';
    expect(await order()).not.toBeNull();
  },
);

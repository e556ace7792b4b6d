import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@campus/testing/eventually';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { caller, checkedOut, orderNews } from './support/customer.ts';
import { type Platform, startPlatform } from './support/platform.ts';

const PEOPLE = 8;
// The first pauses are one, two and four seconds; a job that is due may come that much later on a crowded machine, never earlier.
const EARLY_MS = 100;

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterEach(async () => {
  await platform.razorpay.clearFaults();
  await platform.razorpay.knobs({ drop: 0 });
});

type Call = Awaited<ReturnType<Platform['razorpay']['requests']>>[number];

const callsOf = async (method: string, path: string): Promise<Call[]> =>
  (await platform.razorpay.requests(path)).filter((call) => call.method === method);

/** From the end of each call to the beginning of the next, in ms. */
function pausesOf(calls: Call[]): number[] {
  return calls.slice(1).map((call, index) => {
    const begun = Date.parse(call.at) - call.duration_ms;
    return begun - Date.parse(calls[index]?.at ?? '');
  });
}

function expectGrowing(calls: Call[]): void {
  for (const [index, pause] of pausesOf(calls).entries()) expect(pause).toBeGreaterThan(1_000 * 2 ** index - EARLY_MS);
}

/** A figure that the service tells about its way to Razorpay. */
async function figure(name: string): Promise<number> {
  const line = platform.service.logs.find(({ message }) => message === 'metrics listening');
  const { port } = (line?.address ?? {}) as { port?: number };
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(new RegExp(`^${name}\\{.*dependency="razorpay".*\\} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}
const breaker = () => figure('circuit_breaker_open');

/** Every payment has its order: the job rests. */
const untilAllMade = () =>
  eventually(async () => expect(await platform.db('payments').whereNull('gateway_order_id')).toEqual([]), {
    timeoutMs: 30_000,
  });

const customer = () => caller(platform);
const open = (order_id: string) => customer().post('/internal/payments', { order_id, amount_paise: 7_700 });

// First, because the quick failures of the others count for half a minute.
test('F-net: while Razorpay hangs the breaker opens, nobody who comes asks it, and it closes with the first that is answered', async () => {
  await platform.razorpay.fault({ match: '^POST /v1/orders', effect: 'timeout', times: 1_000 });
  const waited = await Promise.all(Array.from({ length: PEOPLE }, () => open(randomUUID())));
  expect(waited.map(({ status }) => status)).toEqual(Array(PEOPLE).fill(503));
  expect(await breaker()).toBe(1);
  const before = (await figure('circuit_breaker_refusals_total')) || 0;
  const late = Array.from({ length: 20 }, () => randomUUID());
  const refused = await Promise.all(late.map(open));
  expect(refused.map(({ status }) => status)).toEqual(Array(20).fill(503));
  // A few of them the job may have taken on before whoever waits for it.
  expect((await figure('circuit_breaker_refusals_total')) - before).toBeGreaterThan(10);
  await platform.razorpay.clearFaults();
  await eventually(async () => expect((await open(randomUUID())).status).toBe(201), { timeoutMs: 15_000 });
  expect(await breaker()).toBe(0);
  await untilAllMade();
});

test.each([
  ['answers 500', { effect: 'status', status: 500 }],
  ['answers 429', { effect: 'status', status: 429 }],
  ['resets connections', { effect: 'reset' }],
  ['makes the order and loses the answer', { effect: 'drop_response_after_commit' }],
])('F-net: while Razorpay %s, who waits asks it once, and the job again after growing pauses', async (_, fault) => {
  await platform.razorpay.fault({ match: '^POST /v1/orders', times: 1_000, ...fault });
  const orders = Array.from({ length: PEOPLE }, () => randomUUID());
  const answers = await Promise.all(orders.map(open));
  expect(answers.map(({ status }) => status)).toEqual(Array(PEOPLE).fill(503));
  expect(await breaker()).toBe(0);
  await sleep(5_000);
  const payments = () => platform.db('payments').whereIn('order_id', orders);
  const calls = await callsOf('POST', '/v1/orders');
  for (const { id } of await payments()) {
    const each = calls.filter(({ body }) => body?.receipt === id);
    // The one that somebody waited for, and those of the job.
    expect(each.length).toBeGreaterThanOrEqual(2);
    expectGrowing(each);
  }
  await platform.razorpay.clearFaults();
  await untilAllMade();
  expect(await payments()).toHaveLength(PEOPLE);
  for (const { id } of await payments()) expect(await platform.razorpay.ledger(id)).toHaveLength(1);
});

test('F-net: a refund is sent again after growing pauses, each time under the same key, and once in effect', async () => {
  const order = await checkedOut(platform);
  await platform.razorpay.checkout(order.gatewayOrderId);
  await platform.tap.waitFor(({ type, aggregateid }) => type === 'payment.captured' && aggregateid === order.paymentId);
  const [line] = await platform.razorpay.ledger(order.paymentId);
  // The first is made and nobody hears of it, neither by its answer nor by a webhook.
  await platform.razorpay.knobs({ drop: 99 });
  await platform.razorpay.fault({ match: '/refund', effect: 'drop_response_after_commit' });
  await platform.razorpay.fault({ match: '/refund', effect: 'status', status: 500 });
  await orderNews(platform, order).cancelled();
  const ofPayment = async () =>
    (await callsOf('POST', '/refund')).filter(({ path }) => path.includes(line?.payments[0]?.id ?? 'none'));
  await eventually(async () => expect(await ofPayment()).toHaveLength(3), { timeoutMs: 20_000 });
  const calls = await ofPayment();
  expectGrowing(calls);
  const keys = calls.map(({ headers }) => headers['x-refund-idempotency']);
  expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/^[\w-]{10,}$/)]));
  expect(await platform.razorpay.ledger(order.paymentId)).toMatchObject([
    { captured_paise: 46_000, refunded_paise: 46_000, refunds: [{ amount: 46_000 }] },
  ]);
});

import { once } from 'node:events';
import type Razorpay from 'razorpay';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { razorpayClient } from './support/razorpay-client.ts';
import { type RunningSandbox, startSandbox } from './support/start-sandbox.ts';

let sandbox: RunningSandbox;
let razorpay: Razorpay;

beforeAll(async () => {
  sandbox = await startSandbox();
  razorpay = razorpayClient(sandbox.url);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.post('/reset'));

test('an answer lost after the commit leaves one order behind', async () => {
  await sandbox.post('/faults', {
    provider: 'razorpay',
    match: '^POST /v1/orders',
    effect: 'drop_response_after_commit',
  });
  const asked = { amount: 5000, currency: 'INR', receipt: crypto.randomUUID(), unique_receipt: true };
  await expect(razorpay.orders.create(asked)).rejects.toBeInstanceOf(TypeError);
  const found = await razorpay.orders.all({ receipt: asked.receipt });
  expect((await razorpay.orders.create(asked)).id).toBe(found.items[0]?.id);
});

test('status, reset and timeout each strike as often as asked', async () => {
  await sandbox.post('/faults', { provider: 'razorpay', effect: 'status', status: 503, times: 2 });
  for (const _ of [1, 2])
    await expect(razorpay.orders.all()).rejects.toMatchObject({ statusCode: 503, error: { code: 'SERVER_ERROR' } });
  await sandbox.post('/faults', { provider: 'razorpay', effect: 'reset' });
  await expect(razorpay.orders.all()).rejects.toBeInstanceOf(TypeError);
  await sandbox.post('/faults', { provider: 'razorpay', effect: 'timeout' });
  const hanging = fetch(`${sandbox.url}/v1/orders`, { signal: AbortSignal.timeout(150) });
  await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(await razorpay.orders.all()).toMatchObject({ entity: 'collection', count: 0 });

  const log = () => sandbox.get<{ requests: object[] }>('/requests?provider=razorpay');
  await vi.waitFor(async () => expect((await log()).requests).toHaveLength(5));
  expect((await log()).requests).toContainEqual(expect.objectContaining({ fault: 'timeout', status: 0 }));
});

test('the port closes although a request is held open', async () => {
  const other = await startSandbox();
  await other.post('/faults', { provider: 'razorpay', effect: 'timeout' });
  const hanging = fetch(`${other.url}/v1/orders`).catch((error: Error) => error);
  await once(AbortSignal.timeout(50), 'abort');
  await other.stop();
  expect(await hanging).toBeInstanceOf(Error);
});

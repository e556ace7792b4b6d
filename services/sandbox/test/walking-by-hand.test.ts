import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { razorpayClient } from './support/razorpay-client.ts';
import { type RunningSandbox, startSandbox } from './support/start-sandbox.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.post('/reset'));

test('the pages and everything they load come from the sandbox', async () => {
  for (const page of ['/', '/checkout?order_id=order_x']) {
    const html = await (await fetch(sandbox.url + page)).text();
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loaded.length).toBeGreaterThan(1);
    for (const path of loaded) expect((await fetch(sandbox.url + path)).status).toBe(200);
  }
  expect((await fetch(`${sandbox.url}/health`)).status).toBe(200);
});

test('a reset forgets orders and faults and brings ids back by seed', async () => {
  const razorpay = razorpayClient(sandbox.url);
  const create = async () => (await razorpay.orders.create({ amount: 100, currency: 'INR' })).id;
  await sandbox.post('/reset', { seed: 1 });
  const first = await create();
  await sandbox.post('/faults', { provider: 'razorpay', effect: 'status', times: 9 });
  await sandbox.post('/reset', { seed: 1 });
  expect(await sandbox.get('/razorpay/orders')).toEqual({ orders: [] });
  expect(await create()).toBe(first);
});

test('a control body that means nothing is refused in words', async () => {
  expect(await sandbox.post('/faults', { provider: 'paypal' })).toMatchObject({
    error: expect.stringContaining('provider'),
  });
  expect(await sandbox.post('/webhooks/knobs', { match: '(' })).toMatchObject({
    error: expect.stringContaining('regular'),
  });
  expect(await sandbox.post('/razorpay/checkout', { order_id: 'order_x' })).toMatchObject({
    error: { code: 'BAD_REQUEST_ERROR' },
  });
});

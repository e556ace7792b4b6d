import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { caller } from './support/customer.ts';
import { startPlatform } from './support/platform.ts';

test('while Razorpay hangs nobody waits for it any more, and every payment is made when it is back', async () => {
  const platform = await startPlatform();
  const customer = caller(platform);
  const orders = Array.from({ length: 7 }, () => randomUUID());
  const open = (order_id: string) => customer.post('/internal/payments', { order_id, amount_paise: 7_700 });
  await platform.razorpay.fault({ match: '^POST /v1/orders', effect: 'timeout', times: 100 });
  const waited = await Promise.all(orders.slice(0, 6).map(open));
  expect(waited.map(({ status }) => status)).toEqual(Array(6).fill(503));
  const startedAt = performance.now();
  expect((await open(orders[6] ?? '')).status).toBe(503);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await platform.razorpay.clearFaults();
  await eventually(
    async () => {
      const made = await platform.db('payments').whereNotNull('gateway_order_id').pluck('order_id');
      expect(made.toSorted()).toEqual(orders.toSorted());
    },
    { timeoutMs: 30_000 },
  );
});

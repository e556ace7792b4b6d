import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { orderOf, startOrdering } from './support/ordering.ts';

test('when orders wait for payment in vain, the next ones do not wait, until payment answers again', async () => {
  const { payment, call, serveDish } = await startOrdering();
  const dish = await serveDish({ pricePaise: 10_000 });
  const order = async () => {
    const startedAt = performance.now();
    const { status, body } = await call('POST', '/api/v1/orders', {
      as: {},
      body: orderOf(dish, { payment_method: 'upi' }),
    });
    return { status, payment: body.payment, ms: performance.now() - startedAt };
  };
  payment.state.behave = 'hang';
  const waiting = await Promise.all(Array.from({ length: 6 }, order));
  for (const each of waiting) expect(each).toMatchObject({ status: 201, payment: null });
  expect(Math.min(...waiting.map(({ ms }) => ms))).toBeGreaterThan(2_400);
  const asked = payment.requests.length;
  const next = await order();
  expect(next).toMatchObject({ status: 201, payment: null });
  expect(next.ms).toBeLessThan(1_000);
  expect(payment.requests).toHaveLength(asked);
  payment.state.behave = 'answer';
  await eventually(async () => expect((await order()).payment).not.toBeNull(), { timeoutMs: 10_000 });
});

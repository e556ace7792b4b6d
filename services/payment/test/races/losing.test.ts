import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { checkedOut, eventsOf, heard } from '../support/customer.ts';
import { OLD_WEBHOOK_SECRET, type Platform, startPlatform } from '../support/platform.ts';
import { deliver, sign } from '../support/webhook-door.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterEach(async () => {
  await platform.razorpay.knobs({ drop: 0 });
});

test('R21: what was committed before the service was killed is told after it, once', async () => {
  const { customer, orderId, paymentId, gatewayOrderId } = await checkedOut(platform);
  await heard(platform, 'payment.created', paymentId);
  const callback = await platform.razorpay.checkout(gatewayOrderId);
  platform.brokerWire.pauseToServer();
  const verified = await customer.post('/api/v1/payments/verify', callback);
  expect(verified).toEqual({ status: 200, body: { status: 'paid', order_id: orderId } });
  await platform.service.kill();
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created']);
  platform.brokerWire.cut();
  platform.brokerWire.resume();

  await platform.service.restart();

  const { id } = await heard(platform, 'payment.captured', paymentId, 10_000);
  const [stored] = await platform.db('outbox').where({ aggregate_id: paymentId, type: 'payment.captured' });
  expect(stored.event_id).toBe(id);
  expect(eventsOf(platform, paymentId)).toEqual(['payment.created', 'payment.captured']);
});

test('R22: the secret before the newest is heard for 25 hours, then no more', async () => {
  const body = JSON.stringify({ event: 'payment.downtime.started', payload: {}, created_at: 1 });
  const knock = (secret?: string) =>
    deliver(platform, body, {
      'x-razorpay-signature': sign(body, secret),
      'x-razorpay-event-id': randomUUID(),
    });
  const newestSince = (hours: number) =>
    platform.db('webhook_secret').update({ since: platform.db.raw(`now() - interval '${hours} hours'`) });

  await eventually(async () => expect(await newestSince(24)).toBe(1), { timeoutMs: 15_000 });
  expect(await knock(OLD_WEBHOOK_SECRET)).toMatchObject({ status: 200 });
  await newestSince(25);
  const late = await knock(OLD_WEBHOOK_SECRET);
  expect(late).toMatchObject({ status: 401, body: { error: { code: 'INVALID_SIGNATURE' } } });
  expect(await knock()).toMatchObject({ status: 200 });
  expect(await knock('whsec_unknown')).toMatchObject({ status: 401 });
  expect(JSON.stringify(await platform.db('webhook_secret'))).not.toContain('whsec');
});

test('R22: a new newest secret starts the 25 hours again', async () => {
  const old = { fingerprint: 'another', since: platform.db.raw("now() - interval '1 year'") };
  await platform.db('webhook_secret').update(old);
  const body = JSON.stringify({ event: 'payment.downtime.resolved', payload: {}, created_at: 2 });
  const signature = { 'x-razorpay-signature': sign(body, OLD_WEBHOOK_SECRET) };
  expect(await deliver(platform, body, signature)).toMatchObject({ status: 200 });
  const [{ age }] = await platform
    .db('webhook_secret')
    .select(platform.db.raw('now() - since < ? as age', ['1 minute']));
  expect(age).toBe(true);
});

test('R23: lost webhooks are made good by looking', async () => {
  await platform.razorpay.knobs({ drop: 9 });
  const { paymentId, gatewayOrderId } = await checkedOut(platform);
  await platform.razorpay.checkout(gatewayOrderId);
  const [{ wait }] = await platform
    .db('payments')
    .where({ id: paymentId })
    .select(platform.db.raw('extract(epoch from check_at - created_at)::int as wait'));
  expect(wait).toBe(60);
  await platform.db('payments').where({ id: paymentId }).update({ check_at: platform.db.fn.now() });
  await heard(platform, 'payment.captured', paymentId);
});

test('R23: customers who pay for a quarter of an hour without any webhook raise one alarm', async () => {
  await platform.razorpay.knobs({ drop: 99 });
  const capture = async (minutesAgo: number) => {
    const { customer, paymentId, gatewayOrderId } = await checkedOut(platform);
    await customer.post('/api/v1/payments/verify', await platform.razorpay.checkout(gatewayOrderId));
    const capturedAt = platform.db.raw(`now() - interval '${minutesAgo} minutes'`);
    await platform.db('payments').where({ id: paymentId }).update({ captured_at: capturedAt });
  };
  const lastWebhook = (minutesAgo: number) =>
    platform.db('webhook_inbox').update({ received_at: platform.db.raw(`now() - interval '${minutesAgo} minutes'`) });

  await platform.db('payments').update({ captured_at: platform.db.raw("captured_at - interval '1 hour'") });
  await lastWebhook(10);
  for (const minutesAgo of [40, 20, 1]) await capture(minutesAgo);
  const replica = await platform.startReplica();
  // Either may notice first.
  const alarms = () => [...platform.service.logs, ...replica.logs].filter(({ event }) => event === 'webhooks_silent');
  await eventually(() => expect(replica.logs.length).toBeGreaterThan(0));
  expect(alarms()).toEqual([]);
  expect(await platform.db('webhook_silences')).toEqual([]);

  await lastWebhook(30);
  await platform.service.restart();
  await eventually(
    () => {
      expect(alarms()).toMatchObject([{ level: 'error', captures: 2, since: expect.any(String) }]);
    },
    { timeoutMs: 15_000 },
  );
  await replica.restart();
  await platform.service.restart();
  expect(await platform.db('webhook_silences')).toHaveLength(1);
  expect(alarms()).toHaveLength(1);
});

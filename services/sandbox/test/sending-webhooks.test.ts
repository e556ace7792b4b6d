import Razorpay from 'razorpay';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { razorpayClient } from './support/razorpay-client.ts';
import { type RunningSandbox, startSandbox } from './support/start-sandbox.ts';
import { startWebhookReceiver, type WebhookReceiver } from './support/webhook-receiver.ts';

let sandbox: RunningSandbox;
let receiver: WebhookReceiver;
let razorpay: Razorpay;

beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startWebhookReceiver();
  razorpay = razorpayClient(sandbox.url);
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.stop();
});
beforeEach(async () => {
  await sandbox.post('/reset', { seed: 7 });
  await sandbox.post('/razorpay/webhooks', { url: receiver.url, secret: 'old' });
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

async function pay() {
  const { id } = await razorpay.orders.create({ amount: 5000, currency: 'INR', notes: { place: 'Käfig / चाय' } });
  await sandbox.post('/razorpay/checkout', { order_id: id });
}
const names = () => receiver.received.map(({ body }) => JSON.parse(body).event);
const settled = (counts: object) =>
  vi.waitFor(async () => expect(await sandbox.get('/webhooks')).toMatchObject(counts));
const isGenuine = (index: number, secret: string) => {
  const { body, headers } = receiver.received[index] ?? { body: '', headers: {} };
  return Razorpay.validateWebhookSignature(body, String(headers['x-razorpay-signature']), secret);
};

test('held events wait, and are released in the order asked for', async () => {
  await sandbox.post('/webhooks/knobs', { hold: true });
  await pay();
  await settled({ held: 3, queued: 0 });
  await sandbox.post('/webhooks/release', { order: 'reversed' });
  await settled({ held: 0, delivered: 3 });
  expect(names()).toEqual(['order.paid', 'payment.captured', 'payment.authorized']);
});

test('duplicates and replays repeat id and bytes; a replay may wear a fresh id', async () => {
  await sandbox.post('/webhooks/knobs', { duplicate: 1, match: 'payment.captured' });
  await pay();
  await settled({ delivered: 4 });
  expect(names().filter((name) => name === 'payment.captured')).toHaveLength(2);

  const first = receiver.received[0];
  const id = first?.headers['x-razorpay-event-id'];
  await sandbox.post('/webhooks/replay', { id });
  await sandbox.post('/webhooks/replay', { id, as: 'fresh_event_id' });
  await settled({ delivered: 6 });
  const replays = receiver.received.slice(4);
  expect(replays.map(({ body }) => body)).toEqual([first?.body, first?.body]);
  expect(replays.filter(({ headers }) => headers['x-razorpay-event-id'] === id)).toHaveLength(1);
});

test('dropped events never arrive', async () => {
  await sandbox.post('/webhooks/knobs', { drop: 1, match: 'order.paid' });
  await pay();
  await settled({ dropped: 1, delivered: 2 });
  expect(names()).not.toContain('order.paid');
});

test('tampered bytes and wrong secrets fail the check, the retry is honest', async () => {
  await sandbox.post('/clock', { scale: 1000 });
  await sandbox.post('/webhooks/knobs', { tamper: 1, wrong_secret: 1, match: 'payment.captured' });
  await sandbox.post('/razorpay/webhooks', { url: receiver.url, secret: 'old', events: ['payment.captured'] });
  receiver.answers.push(401, 401);
  await pay();
  await settled({ delivered: 1 });
  expect([isGenuine(0, 'old'), isGenuine(1, 'old'), isGenuine(2, 'old')]).toEqual([false, false, true]);
  expect(receiver.received[0]?.body).not.toBe(receiver.received[2]?.body);
});

test('what was queued before a rotation keeps the old secret', async () => {
  await sandbox.post('/webhooks/knobs', { hold: true, match: '' });
  await sandbox.post('/razorpay/webhooks', { url: receiver.url, secret: 'old', events: ['order.paid'] });
  await pay();
  await sandbox.post('/razorpay/webhooks', { url: receiver.url, secret: 'new', events: ['order.paid'] });
  await sandbox.post('/webhooks/release');
  await settled({ delivered: 1 });
  await pay();
  await settled({ delivered: 2 });
  expect([isGenuine(0, 'old'), isGenuine(1, 'new')]).toEqual([true, true]);
});

test('a receiver failing for 24 hours is switched off, with a mail', async () => {
  await sandbox.post('/razorpay/webhooks', { url: receiver.url, secret: 'old', events: ['order.paid'] });
  receiver.answers.push(...Array(20).fill(500));
  await sandbox.post('/clock', { scale: 1_000_000 });
  await pay();
  await settled({ given_up: 1, endpoints: [{ active: false }], mails: [expect.stringContaining('disabled')] });
  expect(receiver.received.length).toBeGreaterThan(1);
});

test('bodies are escaped as PHP does', async () => {
  await pay();
  await settled({ delivered: 3 });
  expect(receiver.received[0]?.body).toContain('"place":"K\\u00e4fig \\/ \\u091a\\u093e\\u092f"');
});

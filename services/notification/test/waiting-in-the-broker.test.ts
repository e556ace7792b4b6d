import { randomUUID } from 'node:crypto';
import { delayExchange, PUSH_QUEUE } from '@campus/messaging/topology';
import { closeAllConnections, loseMessages, waitingIn } from '@campus/testing/broker';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import type { ProviderCall } from './support/sandbox.ts';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
let wakeUp: (body: unknown) => Promise<void>;
beforeAll(async () => {
  stage = await startNotification();
  const publisher = await connectedPublisher({ url: stage.brokerUrl });
  wakeUp = (body) =>
    publisher.publish({
      exchange: '',
      routingKey: PUSH_QUEUE,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      messageId: randomUUID(),
      type: 'push.due',
    });
});

const PATIENCE = { timeoutMs: 20_000 };
const student = () => stage.person({ role: 'consumer', userId: randomUUID() });
const fcmFails = (token: string, more: object = {}) =>
  stage.sandbox.fault({ provider: 'fcm', effect: 'status', status: 500, match: token, times: 1_000, ...more });
const deliveryTo = (deviceId: string) => stage.db('push_deliveries').where({ device_token_id: deviceId }).first();
const settled = (deviceId: string, state: object) =>
  eventually(async () => expect(await deliveryTo(deviceId)).toMatchObject(state), PATIENCE);
const callsFor = async (token: string) =>
  (await stage.sandbox.callsTo('fcm')).filter(({ body }) => JSON.stringify(body).includes(token));

async function phoneOf(person: ReturnType<typeof student>) {
  const token = `phone-${randomUUID()}`;
  const { body } = await person.register(token);
  return { token, id: body.device_token.id };
}

/** A push that the broker holds until its first retry. */
async function waitingPush() {
  const asha = student();
  const phone = await phoneOf(asha);
  await fcmFails(phone.token, { times: 1 });
  await stage.confirmOrderOf(asha.id);
  await settled(phone.id, { status: 'pending', attempts: 1, error_code: 'http_500' });
  await eventually(async () => {
    const { wake_up_at, next_attempt_at } = await deliveryTo(phone.id);
    expect(wake_up_at.getTime()).toBeGreaterThan(next_attempt_at.getTime() + 590_000);
  });
  return phone;
}

test('a retry waits in the broker, and only there, until it is due', async () => {
  const phone = await waitingPush();
  await eventually(async () => expect(await waitingIn(stage.brokerUrl, delayExchange(1_000))).toBe(1));
  const row = await deliveryTo(phone.id);
  expect(row.next_attempt_at.getTime()).toBeGreaterThan(Date.now());
  await settled(phone.id, { status: 'sent', attempts: 2, calls: 2 });
  const [first, second] = await callsFor(phone.token);
  expect(Date.parse(second?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.at ?? '') + 490);
});

test('FCM is down for a while and then back: everything arrives once, ten calls at a time', async () => {
  const people = Array.from({ length: 40 }, student);
  const phones = await Promise.all(people.map(phoneOf));
  await fcmFails('phone-');
  await Promise.all(people.map(({ id }) => stage.confirmOrderOf(id)));
  for (const { id } of phones) await settled(id, { status: 'pending', error_code: 'http_500' });
  await stage.sandbox.heal();
  await stage.sandbox.fault({ provider: 'fcm', effect: 'slow', delay_ms: 100, match: 'phone-', times: 1_000 });
  for (const { id } of phones) await settled(id, { status: 'sent' });
  await stage.sandbox.heal();
  for (const { token, id } of phones) {
    expect(await stage.sandbox.pushesTo(token)).toHaveLength(1);
    expect(await callsFor(token)).toHaveLength((await deliveryTo(id)).calls);
  }
  const all = (await Promise.all(phones.map(({ token }) => callsFor(token)))).flat();
  expect(mostAtOnce(all)).toBeLessThanOrEqual(10);
}, 60_000);

test('one wake-up however often it comes, also all at once, is one call', async () => {
  const asha = student();
  const phone = await phoneOf(asha);
  await stage.sandbox.device(phone.token, { behaviour: 'slow', delay_ms: 300, times: 1 });
  const event = await stage.confirmOrderOf(asha.id);
  const { id } = await eventually(async () => {
    const row = await stage.db('notifications').where({ event_id: event, recipient_id: asha.id }).first('id');
    expect(row).toBeDefined();
    return row;
  });
  const again = (call: number) => ({ notification_id: id, device_token_id: phone.id, call });
  await Promise.all(Array.from({ length: 20 }, () => wakeUp(again(1))));
  await settled(phone.id, { status: 'sent', calls: 1 });
  for (const call of [1, 2, 7]) await wakeUp(again(call));
  await eventually(async () => expect(await waitingIn(stage.brokerUrl, PUSH_QUEUE)).toBe(0));
  const marker = await waitingPush();
  await settled(marker.id, { status: 'sent' });
  expect(await callsFor(phone.token)).toHaveLength(1);
});

test('a wake-up that comes too early calls nobody and is sent again for the right time', async () => {
  const phone = await waitingPush();
  const { notification_id } = await deliveryTo(phone.id);
  await Promise.all([1, 2, 3].map(() => wakeUp({ notification_id, device_token_id: phone.id, call: 2 })));
  await settled(phone.id, { status: 'sent', calls: 2 });
  const [first, second] = await callsFor(phone.token);
  expect(Date.parse(second?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.at ?? '') + 490);
});

test('what is no wake-up, or one of a push nobody knows, is dropped and the next one is answered', async () => {
  await wakeUp('nonsense');
  await wakeUp({ notification_id: 'x' });
  await wakeUp({ notification_id: randomUUID(), device_token_id: randomUUID(), call: 1 });
  const phone = await waitingPush();
  await settled(phone.id, { status: 'sent' });
  const dropped = stage.service.logs.filter(({ queue, outcome }) => queue === PUSH_QUEUE && outcome === 'dropped');
  expect(dropped.map(({ level }) => level)).toEqual(['error', 'error']);
});

test('connections that the broker closes while pushes wait cost nothing', async () => {
  const phones = await Promise.all([1, 2, 3].map(waitingPush));
  await closeAllConnections(stage.brokerUrl);
  for (const { id, token } of phones) {
    await settled(id, { status: 'sent', attempts: 2, calls: 2 });
    expect(await callsFor(token)).toHaveLength(2);
  }
});

test('a process that is gone while pushes wait finds them due when it is back', async () => {
  const phone = await waitingPush();
  await stage.service.kill();
  await eventually(async () => expect(await waitingIn(stage.brokerUrl, PUSH_QUEUE)).toBe(1), PATIENCE);
  await stage.service.restart();
  await settled(phone.id, { status: 'sent', calls: 2 });
  expect(await callsFor(phone.token)).toHaveLength(2);
}, 60_000);

test('a wake-up that the broker loses is sent again', async () => {
  const phone = await waitingPush();
  expect(await loseMessages(stage.brokerUrl, delayExchange(1_000))).toBe(1);
  await stage.minuteLater();
  await settled(phone.id, { status: 'sent', calls: 2 });
});

test('a push that has waited for half an hour is given up and not sent', async () => {
  const phone = await waitingPush();
  const { notification_id: id } = await deliveryTo(phone.id);
  await stage
    .db('notifications')
    .where({ id })
    .update({ created_at: new Date(Date.now() - 1_801_000) });
  await settled(phone.id, { status: 'gave_up', attempts: 1, calls: 1, error_code: 'too_late' });
  expect(await callsFor(phone.token)).toHaveLength(1);
});

/** The most calls that were under way at the same moment. */
function mostAtOnce(calls: ProviderCall[]): number {
  const moments = calls.flatMap(({ at, duration_ms }) => {
    const end = Date.parse(at);
    return [
      { at: end - duration_ms + 1, change: 1 },
      { at: end - 1, change: -1 },
    ];
  });
  let now = 0;
  return moments
    .toSorted((one, other) => one.at - other.at || one.change - other.change)
    .reduce((most, { change }) => {
      now += change;
      return Math.max(most, now);
    }, 0);
}

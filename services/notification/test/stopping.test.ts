import { randomUUID } from 'node:crypto';
import { PUSH_QUEUE } from '@campus/messaging/topology';
import { waitingIn } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';
import { expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

const link: { database?: TcpProxy } = {};
const stage = await startNotification({}, async (databaseUrl) => {
  link.database = await startTcpProxy(databaseUrl);
  return link.database.url;
});
const asha = stage.person({ role: 'consumer', userId: randomUUID() });
const deliveryFor = async (eventId: string) => {
  const notification = await stage.db('notifications').where({ event_id: eventId, recipient_id: asha.id }).first();
  return notification && stage.db('push_deliveries').where({ notification_id: notification.id }).first();
};
/** FCM has the push and takes its time. */
const underWay = (eventId: string) =>
  eventually(async () => {
    expect(await stage.sandbox.isSpent('slow-device')).toBe(true);
    expect(await deliveryFor(eventId)).toMatchObject({ calls: 1, status: 'pending' });
  });
const recorded = (eventId: string, state: object) =>
  eventually(async () => expect(await deliveryFor(eventId)).toMatchObject(state), { timeoutMs: 25_000 });
const pushesOf = async (eventId: string) => {
  const { notification_id: id } = await deliveryFor(eventId);
  return (await stage.sandbox.pushesTo('slow-device')).filter(({ data }) => data.notification_id === id);
};

test('a push on its way is finished before the process ends', async () => {
  await asha.register('slow-device');
  await stage.sandbox.device('slow-device', { behaviour: 'slow', delay_ms: 1_500, times: 1 });
  const id = await stage.confirmOrderOf(asha.id);
  await underWay(id);
  expect(await stage.service.stop()).toBe(0);
  expect(await deliveryFor(id)).toMatchObject({ status: 'sent', calls: 1 });
  expect(await pushesOf(id)).toHaveLength(1);
  expect(await waitingIn(stage.brokerUrl, PUSH_QUEUE)).toBe(0);
});

test('a push whose process is killed before FCM’s answer is recorded is sent again after its lease, as the same one', async () => {
  await stage.service.restart();
  await stage.sandbox.device('slow-device', { behaviour: 'slow', delay_ms: 2_000, times: 1 });
  const id = await stage.confirmOrderOf(asha.id);
  await underWay(id);
  await stage.service.kill();
  await stage.service.restart();
  await stage.confirmOrderOf(asha.id, id);
  await eventually(async () => expect(await pushesOf(id)).toHaveLength(1));
  expect(await deliveryFor(id)).toMatchObject({ status: 'pending', calls: 1 });
  await stage.minuteLater();
  await recorded(id, { status: 'sent', calls: 2, attempts: 2 });
  const [first, second] = await pushesOf(id);
  expect(second?.message.android).toEqual(first?.message.android);
  expect(second?.message.apns?.headers).toMatchObject({ 'apns-collapse-id': first?.data.notification_id });
  expect((await asha.inbox()).body.notifications).toHaveLength(2);
}, 60_000);

test('what FCM answered while the database was away is recorded when it is back, without another call', async () => {
  await stage.sandbox.device('slow-device', { behaviour: 'slow', delay_ms: 1_000, times: 1 });
  const id = await stage.confirmOrderOf(asha.id);
  await underWay(id);
  link.database?.pauseToServer();
  link.database?.cut();
  await eventually(async () => expect(await pushesOf(id)).toHaveLength(1));
  const held = () =>
    stage.service.logs.filter(({ message }) => message === 'message held while infrastructure is away');
  await eventually(() => expect(held()).not.toEqual([]), { timeoutMs: 20_000 });
  expect(await deliveryFor(id)).toMatchObject({ status: 'pending', calls: 1 });
  link.database?.resume();
  await recorded(id, { status: 'sent', calls: 1, attempts: 1 });
  expect(await pushesOf(id)).toHaveLength(1);
}, 60_000);

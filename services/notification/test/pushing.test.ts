import { randomUUID } from 'node:crypto';
import { orderConfirmed, orderPlaced, orderStatusChanged } from '@campus/contracts/order-events';
import { sessionRevoked, userChanged } from '@campus/contracts/people-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
beforeAll(async () => {
  stage = await startNotification();
});

const student = (more: object = {}) => stage.person({ role: 'consumer', userId: randomUUID(), ...more });
const device = () => `device-${randomUUID()}`;
const gotPushes = (token: string, count: number) =>
  eventually(async () => {
    const pushes = await stage.sandbox.pushesTo(token);
    expect(pushes).toHaveLength(count);
    return pushes;
  });

test('a confirmed order is told to its customer, in the inbox and on each device', async () => {
  const asha = student();
  const [phone, tablet] = [device(), device()];
  await asha.register(phone);
  await asha.register(tablet, 'web');
  await stage.confirmOrderOf(asha.id);
  const [push] = await gotPushes(phone, 1);
  await gotPushes(tablet, 1);
  expect(push).toMatchObject({
    title: 'Order Confirmed!',
    body: 'Your order #ORD-20260213-042 has been received',
  });
  const { body } = await asha.inbox();
  const [notification] = body.notifications;
  expect(body).toEqual({
    notifications: [expect.objectContaining({ type: 'order_confirmed', read_at: null })],
    next_cursor: null,
    unread: 1,
  });
  expect(push?.data).toMatchObject({ notification_id: notification?.id, order_id: notification?.order_id });
  expect(push?.message.android).toMatchObject({ collapse_key: notification?.id });
  expect(push?.message.apns?.headers).toMatchObject({ 'apns-collapse-id': notification?.id });
});

test('one event delivered three times and twice at once makes one notification and one push', async () => {
  const asha = student();
  const phone = device();
  await asha.register(phone);
  const order = { id: randomUUID(), user_id: asha.id };
  const id = await stage.publishOrder(orderStatusChanged, order);
  await Promise.all([1, 2].map(() => stage.publishOrder(orderStatusChanged, order, { id })));
  await stage.publishOrder(orderStatusChanged, order, { id });
  await stage.publishOrder(orderStatusChanged, order, { change: { from: 'preparing', to: 'ready' } });
  const pushes = await gotPushes(phone, 2);
  expect(pushes.map(({ title }) => title).sort()).toEqual(['Being Prepared 🍳', 'Order Ready! 🎉']);
  expect((await asha.inbox()).body.notifications).toHaveLength(2);
});

test('a new order is told to every active member of the kitchen and to nobody else of the staff', async () => {
  const [ravi, meena, former, rider] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const phones = { ravi: device(), meena: device(), former: device(), rider: device() };
  await stage.person({ role: 'kitchen', userId: former }).register(phones.former);
  await stage.publishStaff({ id: ravi });
  await stage.publishStaff({ id: meena });
  await stage.publishStaff({ id: rider, role: 'delivery' });
  await stage.publishStaff({ id: former, is_active: false, version: 2 });
  await stage.publishStaff({ id: former, is_active: true, version: 1 });
  await eventually(async () => expect(await stage.db('staff').select()).toHaveLength(4));
  await stage.person({ role: 'kitchen', userId: ravi }).register(phones.ravi);
  await stage.person({ role: 'kitchen', userId: meena }).register(phones.meena, 'web');
  await stage.person({ role: 'delivery', userId: rider }).register(phones.rider);
  const order = { id: randomUUID(), user_id: randomUUID(), confirmed_at: new Date().toISOString() };
  await stage.publishOrder(orderPlaced, order);
  const [push] = await gotPushes(phones.ravi, 1);
  await gotPushes(phones.meena, 1);
  expect(push).toMatchObject({ title: 'New Order! 🔔', body: 'Order #ORD-20260213-042 — 2 items — ₹460.00' });
  const told = await stage.db('notifications').where({ order_id: order.id }).pluck('recipient_id');
  expect(told.sort()).toEqual([order.user_id, ravi, meena].sort());
  expect((await stage.person({ role: 'kitchen', userId: former }).register(phones.former)).status).toBe(401);
});

test('an order that is not confirmed is told to nobody', async () => {
  const order = { id: randomUUID(), user_id: randomUUID() };
  const id = await stage.publishOrder(orderPlaced, order);
  await eventually(async () => expect(await stage.db('inbox').where({ message_id: id })).toHaveLength(1));
  expect(await stage.db('notifications').where({ order_id: order.id })).toEqual([]);
});

test('a device belongs to whoever registered it last', async () => {
  const [asha, binu] = [student(), student()];
  const phone = device();
  expect((await asha.register(phone)).status).toBe(201);
  const again = await binu.register(phone, 'ios');
  expect(again).toMatchObject({
    status: 201,
    body: { device_token: { user_id: binu.id, platform: 'ios', is_active: true } },
  });
  await asha.unregister(phone);
  await stage.confirmOrderOf(asha.id);
  await stage.confirmOrderOf(binu.id);
  const [push] = await gotPushes(phone, 1);
  const { notifications } = (await binu.inbox()).body;
  expect(push?.data.notification_id).toBe(notifications[0]?.id);
  await eventually(async () => expect((await asha.inbox()).body.notifications).toHaveLength(1));
});

test('an unregistered device gets nothing, the inbox still does', async () => {
  const asha = student();
  const phone = device();
  await asha.register(phone);
  expect(await asha.unregister(phone)).toEqual({ status: 204, body: {} });
  await stage.confirmOrderOf(asha.id);
  await eventually(async () => expect((await asha.inbox()).body.notifications).toHaveLength(1));
  expect(await stage.sandbox.pushesTo(phone)).toEqual([]);
});

test('an erased person keeps nothing, and events that come later bring nothing back', async () => {
  const asha = student();
  const phone = device();
  await asha.register(phone);
  await stage.confirmOrderOf(asha.id);
  await gotPushes(phone, 1);
  const user = { ...userChanged.example.user, id: asha.id, name: null, is_erased: true, version: 2 };
  await publishEvent(stage.brokerUrl, userChanged, { aggregateId: asha.id, data: { user } });
  await eventually(async () => expect(await stage.db('device_tokens').where({ user_id: asha.id })).toEqual([]));
  expect((await asha.inbox()).body.notifications).toEqual([]);
  const late = await stage.confirmOrderOf(asha.id);
  await eventually(async () => expect(await stage.db('inbox').where({ message_id: late })).toHaveLength(1));
  expect((await asha.inbox()).body.notifications).toEqual([]);
  expect((await asha.register(phone)).status).toBe(401);
});

test('a device that was signed out is forgotten, one that signed in later is not', async () => {
  const userId = randomUUID();
  const [oldSession, newSession] = [randomUUID(), randomUUID()];
  const [oldPhone, newPhone] = [device(), device()];
  await student({ userId, sessionId: oldSession }).register(oldPhone);
  const revokedAt = new Date().toISOString();
  await student({ userId, sessionId: newSession }).register(newPhone);
  const revocation = {
    ...sessionRevoked.example.revocation,
    person_id: userId,
    session_id: null,
    revoked_at: revokedAt,
  };
  await publishEvent(stage.brokerUrl, sessionRevoked, { aggregateId: revocation.id, data: { revocation } });
  await eventually(async () =>
    expect(await stage.db('device_tokens').where({ user_id: userId }).pluck('token')).toEqual([newPhone]),
  );
});

test('a message nobody can read is parked and the next one is handled', async () => {
  const asha = student();
  const order = { ...orderConfirmed.example.order, id: randomUUID(), user_id: 'nobody' };
  const data = { ...orderConfirmed.example, order };
  const poison = await publishEvent(stage.brokerUrl, orderConfirmed, { aggregateId: order.id, data });
  await stage.confirmOrderOf(asha.id);
  await eventually(async () => expect((await asha.inbox()).body.notifications).toHaveLength(1));
  await eventually(async () => {
    const parked = await readDeadLetters(stage.brokerUrl, 'notification');
    expect(parked.map(({ id }) => id)).toEqual([poison]);
  });
});

test('the inbox is paged newest first, and nobody reads another one', async () => {
  const asha = student();
  for (const to of ['preparing', 'ready', 'preparing']) {
    const id = await stage.publishOrder(orderStatusChanged, { user_id: asha.id }, { change: { to } });
    await eventually(async () => expect(await stage.db('inbox').where({ message_id: id })).toHaveLength(1));
  }
  const first = (await asha.inbox('?limit=2')).body;
  const second = (await asha.inbox(`?limit=2&cursor=${first.next_cursor}`)).body;
  const types = [...first.notifications, ...second.notifications].map(({ type }) => type);
  expect(types).toEqual(['order_preparing', 'order_ready', 'order_preparing']);
  expect(second.next_cursor).toBeNull();
  expect((await student().inbox()).body.notifications).toEqual([]);
  expect((await asha.inbox('?cursor=invented')).body.error.code).toBe('VALIDATION_ERROR');
  expect((await asha.register('')).body.error.code).toBe('VALIDATION_ERROR');
});

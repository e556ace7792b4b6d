import { randomUUID } from 'node:crypto';
import { configChanged } from '@campus/contracts/config-events';
import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import {
  type OrderEventData,
  orderAcknowledged,
  orderAssignmentChanged,
  orderCancelled,
  orderConfirmed,
  orderEstimateChanged,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { categoryMessage, menuItemMessage, orderMessage, orderSocketMessage } from '@campus/contracts/realtime-api';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { followOrder, openScreen, readStream } from './support/clients.ts';
import { after, anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
const example = orderPlaced.example as OrderEventData;

beforeAll(async () => {
  platform = await startPlatform();
});

const staffToken = (role: 'kitchen' | 'admin' = 'kitchen') => platform.issuer.sign({ role });

test('one order shows the same facts on the socket, the event stream and socket.io, on both replicas', async () => {
  const { first, second, issuer, change, ordering } = platform;
  const order = anOrder(example, { estimated_ready_time: null });
  await change(orderPlaced, order);
  const customer = issuer.sign({ role: 'consumer', userId: order.user_id });
  const phone = followOrder(first.url, order.id, customer);
  const otherPhone = followOrder(second.url, order.id, customer);
  await eventually(() => expect([phone.messages.length, otherPhone.messages.length]).toEqual([1, 1]));

  const stream = await readStream(first.url, staffToken());
  const screen = openScreen(second.url, '/kitchen', { token: staffToken() });
  const app = openScreen(first.url, '/orders', { token: customer });
  await Promise.all([screen.hello(), app.hello(), eventually(() => expect(stream.lastId()).toBeDefined())]);

  const preparing = after(order, { status: 'preparing' });
  const promised = after(preparing, { estimated_ready_time: '2026-02-13T09:15:00.000Z' });
  const completed = after(promised, { status: 'completed', payment_status: 'paid' });
  // One after the other: two replicas share the queue, so changes made at once may be shown in any order.
  const shown = (count: number) => eventually(() => expect(screen.orders).toHaveLength(count));
  await change(orderStatusChanged, preparing);
  await shown(1);
  await change(orderEstimateChanged, promised);
  await shown(2);
  await change(orderStatusChanged, completed);

  const versions = [2, 3, 4];
  await eventually(() => {
    for (const seen of [screen.orders, app.orders, stream.events.map(({ data }) => data)]) {
      expect(seen.map((message) => message.order.version)).toEqual(versions);
    }
  });
  expect(stream.events.map(({ event }) => event)).toEqual(['order', 'order', 'order']);
  expect(stream.events.map(({ id }) => id)).toEqual(screen.orders.map(({ position }) => position));
  expect(screen.orders.map(({ type }) => type)).toEqual(['status', 'estimate', 'status']);
  for (const message of [...screen.orders, ...app.orders]) orderMessage.parse(message);

  for (const { messages, closed } of [phone, otherPhone]) {
    expect((await closed).code).toBe(1000);
    expect(messages.map(({ event, data }) => [event, data.version])).toEqual([
      ['status_changed', 1],
      ['status_changed', 2],
      ['estimated_time', 3],
      ['status_changed', 4],
    ]);
    expect(messages[2].data.ready_by).toBe('2026-02-13T09:15:00.000Z');
    expect(messages[3].data).toMatchObject({ status: 'completed', payment_status: 'paid', order: { total: 460 } });
    for (const message of messages) orderSocketMessage.parse(message);
  }
  expect(ordering.requests.find(({ path }) => path.endsWith(order.id))).toMatchObject({
    path: `/api/v1/orders/${order.id}`,
    authorization: `Bearer ${customer}`,
  });
});

test('the kitchen learns of an order when its money has come, not before', async () => {
  const { first, second, issuer, change } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  const stream = await readStream(second.url, staffToken('admin'));
  const unpaid = anOrder(example, { payment_method: 'upi', confirmed_at: null });
  const app = openScreen(first.url, '/orders', { token: issuer.sign({ role: 'consumer', userId: unpaid.user_id }) });
  await Promise.all([screen.hello(), app.hello()]);
  await change(orderPlaced, unpaid);
  await eventually(() => expect(app.orders).toHaveLength(1));
  await change(orderCancelled, after(anOrder(example, { confirmed_at: null }), { status: 'cancelled' }));
  await change(orderConfirmed, after(unpaid, { payment_status: 'paid', confirmed_at: unpaid.created_at }));

  await eventually(() => expect(app.orders.map(({ type }) => type)).toEqual(['placed', 'confirmed']));
  await eventually(() => expect(screen.orders.map(({ type }) => type)).toEqual(['confirmed']));
  await eventually(() => expect(stream.events.map(({ data }) => data.type)).toEqual(['confirmed']));
});

test('a duplicate delivery shows one frame', async () => {
  const { first, change } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  await screen.hello();
  const order = anOrder(example);
  const id = await change(orderPlaced, order);
  await change(orderPlaced, order, { id });
  await change(orderPlaced, order, { id });
  await eventually(() => expect(screen.orders).toHaveLength(1));
  await change(orderStatusChanged, after(order, { status: 'preparing' }));
  await eventually(() => expect(screen.orders.map(({ type }) => type)).toEqual(['placed', 'status']));
});

test('a customer sees own orders only, a rider own jobs only, and a job that was taken away is not shown again', async () => {
  const { first, second, issuer, change } = platform;
  const [rider, nextRider] = [randomUUID(), randomUUID()];
  const order = anOrder(example, { order_type: 'delivery' });
  const own = openScreen(first.url, '/orders', { token: issuer.sign({ role: 'consumer', userId: order.user_id }) });
  const stranger = openScreen(first.url, '/orders', { token: issuer.sign({ role: 'consumer' }) });
  const delivery = openScreen(second.url, '/delivery', { token: issuer.sign({ role: 'delivery', userId: rider }) });
  const nextDelivery = openScreen(first.url, '/delivery', {
    token: issuer.sign({ role: 'delivery', userId: nextRider }),
  });
  await Promise.all([own, stranger, delivery, nextDelivery].map((screen) => screen.hello()));

  const assigned = after(order, { assignment: assignmentOf(rider) });
  const reassigned = after(assigned, { assignment: assignmentOf(nextRider) });
  await change(orderPlaced, order);
  await change(orderAssignmentChanged, assigned);
  await eventually(() => expect(delivery.orders).toHaveLength(1));
  await change(orderAssignmentChanged, reassigned);
  await eventually(() => expect(nextDelivery.orders).toHaveLength(1));
  await change(orderStatusChanged, after(reassigned, { status: 'out_for_delivery' }));

  await eventually(() => expect(own.orders.map((message) => message.order.version).sort()).toEqual([1, 2, 3, 4]));
  await eventually(() => expect(nextDelivery.orders.map((message) => message.order.version)).toEqual([3, 4]));
  expect(delivery.events.map(([name]) => name)).toEqual(['hello', 'order', 'resync']);
  expect(stranger.orders).toEqual([]);
});

test('a rider who lost a job is told so also when the events arrive the wrong way round', async () => {
  const { first, issuer, change } = platform;
  const [rider, nextRider] = [randomUUID(), randomUUID()];
  const delivery = openScreen(first.url, '/delivery', { token: issuer.sign({ role: 'delivery', userId: rider }) });
  const nextDelivery = openScreen(first.url, '/delivery', {
    token: issuer.sign({ role: 'delivery', userId: nextRider }),
  });
  await Promise.all([delivery.hello(), nextDelivery.hello()]);
  const assigned = after(anOrder(example, { order_type: 'delivery' }), { assignment: assignmentOf(rider) });
  await change(orderAssignmentChanged, after(assigned, { assignment: assignmentOf(nextRider) }));
  await eventually(() => expect(nextDelivery.orders).toHaveLength(1));
  await change(orderAssignmentChanged, assigned);
  await eventually(() => expect(delivery.events.map(([name]) => name)).toEqual(['hello', 'resync']));
});

test('dishes, categories and settings reach open screens; staff settings stay with staff', async () => {
  const { first, second, issuer, publish } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  const app = openScreen(second.url, '/orders', { token: issuer.sign({ role: 'consumer' }) });
  const delivery = openScreen(first.url, '/delivery', { token: issuer.sign({ role: 'delivery' }) });
  const stream = await readStream(second.url, staffToken());
  await Promise.all([screen, app, delivery].map((one) => one.hello()));
  const dish = { ...menuItemState(), price_paise: 25_050, image_url: '/api/v1/menu/images/1.webp' };
  const soldOut = { ...dish, is_available: false, version: dish.version + 1 };
  const category = { ...categoryState(), is_active: false };
  const setting = (key: string, value: unknown) => ({ ...(configChanged.example as object), key, value });
  const settings = { max_orders_per_slot: 40, alert_escalation_seconds: 60, average_preparation_minutes: 9 };
  for (const [key, value] of Object.entries(settings)) {
    await publish(configChanged, { aggregateId: key, data: setting(key, value) as never });
  }
  const shown = { restaurant_open: false, paused_until: '2026-02-13T09:00:00.000Z', delivery_charge: 15 };
  for (const [key, value] of Object.entries(shown)) {
    await publish(configChanged, { aggregateId: key, data: setting(key, value) as never });
  }
  for (const item of [dish, soldOut]) {
    await publish(menuItemChanged, { aggregateId: item.id, aggregateVersion: item.version, data: { item } });
  }
  await publish(categoryChanged, { aggregateId: category.id, data: { category } });

  const of = (events: [string, Any][], name: string) => events.filter(([one]) => one === name).map(([, body]) => body);
  const streamed = () => stream.events.map(({ event, data }): [string, Any] => [event, data]);
  const read = (events: [string, Any][]) =>
    Object.fromEntries(of(events, 'config').map(({ key, value }) => [key, value]));
  await eventually(() => expect(read(screen.events)).toEqual({ ...settings, ...shown }));
  await eventually(() => expect(read(streamed())).toEqual({ ...settings, ...shown }));
  await eventually(() => expect(read(app.events)).toEqual(shown));
  await eventually(() => expect(read(delivery.events)).toEqual(shown));
  for (const events of [() => screen.events, () => app.events, streamed]) {
    await eventually(() => {
      const items = of(events(), 'menu_item').map((message) => menuItemMessage.parse(message).item);
      const newest = items.toSorted((one, other) => one.version - other.version).at(-1);
      expect(items).toHaveLength(2);
      expect(newest).toMatchObject({ price: 250.5, is_available: false, image_url: '/api/v1/menu/images/1.webp' });
      expect(of(events(), 'category').map((message) => categoryMessage.parse(message).category)).toEqual([category]);
    });
  }
  expect(of(delivery.events, 'menu_item')).toEqual([]);
});

test('a refund after a cancellation is seen by the customer and the kitchen', async () => {
  const { first, second, issuer, change } = platform;
  const order = anOrder(example, {
    payment_method: 'upi',
    payment_status: 'paid',
    acknowledged_at: example.order.created_at,
  });
  const app = openScreen(second.url, '/orders', { token: issuer.sign({ role: 'consumer', userId: order.user_id }) });
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  await Promise.all([app.hello(), screen.hello()]);
  const cancelled = after(order, { status: 'cancelled', acknowledged_at: null });
  await change(orderCancelled, cancelled);
  await change(orderPaymentChanged, after(cancelled, { payment_status: 'refunded' }));
  for (const { orders } of [app, screen]) {
    await eventually(() => {
      const newest = orders.toSorted((one, other) => one.order.version - other.order.version).at(-1);
      // A cancelled order without an acknowledgement is what rings.
      const card = { status: 'cancelled', payment_status: 'refunded', acknowledged_at: null };
      expect(newest).toMatchObject({ type: 'payment', order: card });
    });
  }
});

test('an order that is over is shown once and closed; while ordering cannot be asked a phone is told to try later', async () => {
  const { first, issuer, change, ordering } = platform;
  const order = anOrder(example, { status: 'completed' });
  await change(orderPlaced, order);
  const token = issuer.sign({ role: 'consumer', userId: order.user_id });
  const phone = followOrder(first.url, order.id, token);
  expect((await phone.closed).code).toBe(1000);
  expect(phone.messages).toMatchObject([{ event: 'status_changed', data: { status: 'completed' } }]);
  ordering.failWith = 503;
  const unlucky = followOrder(first.url, order.id, token);
  expect((await unlucky.closed).code).toBe(1013);
  expect(unlucky.messages).toEqual([]);
  ordering.failWith = undefined;
});

test('a rider follows own jobs and loses sight of an order with the job', async () => {
  const { first, issuer, change } = platform;
  const [rider, nextRider] = [randomUUID(), randomUUID()];
  const assigned = after(anOrder(example, { order_type: 'delivery' }), { assignment: assignmentOf(rider) });
  await change(orderAssignmentChanged, assigned);
  const stranger = followOrder(first.url, assigned.id, issuer.sign({ role: 'delivery', userId: nextRider }));
  expect((await stranger.closed).code).toBe(4404);
  const phone = followOrder(first.url, assigned.id, issuer.sign({ role: 'delivery', userId: rider }));
  await eventually(() => expect(phone.messages).toHaveLength(1));
  await change(orderAssignmentChanged, after(assigned, { assignment: assignmentOf(nextRider) }));
  expect((await phone.closed).code).toBe(4404);
  expect(phone.messages).toHaveLength(1);
});

test('an acknowledgement goes to ordering in the name of who tapped, and its event reaches every screen', async () => {
  const { first, second, change, ordering } = platform;
  const token = staffToken();
  const screens = [
    openScreen(first.url, '/kitchen', { token }),
    openScreen(second.url, '/kitchen', { token: staffToken() }),
  ];
  await Promise.all(screens.map((screen) => screen.hello()));
  const order = anOrder(example);
  await change(orderPlaced, order);

  expect(await screens[0]?.socket.emitWithAck('ack', { order_id: order.id })).toEqual({ ok: true });
  expect(ordering.requests.at(-1)).toEqual({
    method: 'POST',
    path: `/internal/orders/${order.id}/acknowledge`,
    authorization: `Bearer ${token}`,
  });
  expect(await screens[0]?.socket.emitWithAck('ack', { order_id: 'nonsense' })).toMatchObject({
    error: { code: 'VALIDATION_ERROR' },
  });

  await change(orderAcknowledged, after(order, { acknowledged_at: order.created_at }));
  for (const { orders } of screens) {
    await eventually(() =>
      expect(orders.at(-1)).toMatchObject({ type: 'acknowledged', order: { acknowledged_at: order.created_at } }),
    );
  }
});

test('a change during the first look is neither lost nor shown backwards', async () => {
  const { first, issuer, change, ordering } = platform;
  const order = anOrder(example);
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  await screen.hello();
  await change(orderPlaced, order);
  const answered = Promise.withResolvers<void>();
  ordering.pause.until = answered.promise;
  const phone = followOrder(first.url, order.id, issuer.sign({ role: 'consumer', userId: order.user_id }));
  await eventually(() => expect(ordering.requests.at(-1)?.path).toBe(`/api/v1/orders/${order.id}`));
  await change(orderStatusChanged, after(order, { status: 'preparing' }));
  await eventually(() => expect(screen.orders.at(-1)?.order.version).toBe(2));
  expect(phone.messages).toEqual([]);
  answered.resolve();
  await eventually(() => expect(phone.messages.map(({ data }) => data.version)).toEqual([1, 2]));
});

// biome-ignore lint/suspicious/noExplicitAny: messages as a client without our types sees them
type Any = any;

const menuItemState = () => (menuItemChanged.example as z.output<typeof menuItemChanged.data>).item;
const categoryState = () => (categoryChanged.example as z.output<typeof categoryChanged.data>).category;

function assignmentOf(staff_id: string): NonNullable<OrderState['assignment']> {
  const assigned_at = example.order.created_at;
  return { staff_id, staff_name: 'Ravi', status: 'assigned', assigned_at, delivered_at: null, failure_reason: null };
}

import { randomUUID } from 'node:crypto';
import { configChanged } from '@campus/contracts/config-events';
import { menuItemChanged } from '@campus/contracts/menu-events';
import {
  type OrderEventData,
  orderAcknowledged,
  orderAssignmentChanged,
  orderCancelled,
  orderConfirmed,
  orderEstimateChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { orderMessage, orderSocketMessage } from '@campus/contracts/realtime-api';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
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

test('dishes and settings reach open screens; staff settings stay with staff', async () => {
  const { first, second, issuer, publish } = platform;
  const screen = openScreen(first.url, '/kitchen', { token: staffToken() });
  const app = openScreen(second.url, '/orders', { token: issuer.sign({ role: 'consumer' }) });
  await Promise.all([screen.hello(), app.hello()]);
  const { item } = menuItemChanged.example as { item: { id: string } };
  const setting = { ...(configChanged.example as object), key: 'max_orders_per_slot', value: 40 };
  await publish(configChanged, { aggregateId: 'max_orders_per_slot', data: setting as never });
  await publish(menuItemChanged, { aggregateId: item.id, data: menuItemChanged.example });
  await publish(configChanged, { aggregateId: 'restaurant_open', data: configChanged.example });

  await eventually(() =>
    expect(screen.events.map(([name]) => name).sort()).toEqual(['config', 'config', 'hello', 'menu_item']),
  );
  await eventually(() => expect(app.events.map(([name]) => name).sort()).toEqual(['config', 'hello', 'menu_item']));
  const [, dish] = app.events.find(([name]) => name === 'menu_item') ?? [];
  expect(dish).toMatchObject({ item: { name: 'Paneer Tikka', price: 230 }, position: expect.any(String) });
  const [, switched] = app.events.find(([name]) => name === 'config') ?? [];
  expect(switched).toMatchObject({ key: 'restaurant_open', value: false });
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

function assignmentOf(staff_id: string): NonNullable<OrderState['assignment']> {
  const assigned_at = example.order.created_at;
  return { staff_id, staff_name: 'Ravi', status: 'assigned', assigned_at, delivered_at: null, failure_reason: null };
}

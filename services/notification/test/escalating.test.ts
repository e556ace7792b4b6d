import { randomUUID } from 'node:crypto';
import { configChanged } from '@campus/contracts/config-events';
import { orderAcknowledged, orderConfirmed } from '@campus/contracts/order-events';
import { paymentRefunded } from '@campus/contracts/payment-events';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

const stage = await startNotification();
const told = (orderId: string, type: string) => stage.db('notifications').where({ order_id: orderId, type });

test('an order that nobody in the kitchen acknowledged is pushed to the admins, once', async () => {
  const admin = stage.person({ role: 'admin', userId: randomUUID() });
  await admin.register('admin-phone', 'web');
  await stage.publishStaff({ id: admin.id, role: 'admin' });
  await stage.publishStaff({ id: randomUUID(), role: 'kitchen' });
  const setting = { key: 'alert_escalation_seconds', value: 1, updated_at: new Date().toISOString(), updated_by: null };
  await publishEvent(stage.brokerUrl, configChanged, { aggregateId: setting.key, data: { ...setting, version: 2 } });
  await eventually(async () => expect(await stage.db('escalation_settings').first()).toMatchObject({ seconds: 1 }));

  const confirmed_at = new Date().toISOString();
  const [seen, unseen] = [randomUUID(), randomUUID()];
  await stage.publishOrder(orderAcknowledged, { id: seen, confirmed_at, acknowledged_at: confirmed_at, version: 4 });
  await stage.publishOrder(orderConfirmed, { id: seen, confirmed_at, version: 3 });
  await stage.publishOrder(orderConfirmed, { id: unseen, confirmed_at, version: 3 });
  const [push] = await eventually(async () => {
    const pushes = await stage.sandbox.pushesTo('admin-phone');
    expect(pushes).toHaveLength(1);
    return pushes;
  });
  expect(push).toMatchObject({
    title: 'Order Waiting! ⏰',
    body: 'Nobody in the kitchen has acknowledged order #ORD-20260213-042 yet',
    data: { order_id: unseen },
  });
  await stage.publishOrder(orderConfirmed, { id: unseen, confirmed_at, version: 5 });
  await eventually(async () => expect(await stage.db('kitchen_alarms').where({ version: 5 })).toHaveLength(1));
  expect(await stage.db('kitchen_alarms').where({ order_id: unseen }).first()).toMatchObject({
    escalated_at: expect.any(Date),
  });
  expect(await told(seen, 'order_unacknowledged')).toEqual([]);
});

test('a part of the money that went back is told with its amount, the whole of it by the order', async () => {
  const { payment, refund } = paymentRefunded.example;
  const refundOf = (orderId: string, refunded_paise: number) =>
    publishEvent(stage.brokerUrl, paymentRefunded, {
      aggregateId: payment.id,
      data: { payment: { ...payment, order_id: orderId, refunded_paise }, refund: { ...refund, amount_paise: 6_005 } },
    });
  const [part, whole] = [randomUUID(), randomUUID()];
  await refundOf(whole, payment.captured_paise);
  await refundOf(part, 6_005);
  await eventually(async () =>
    expect(await told(part, 'order_refunded')).toMatchObject([
      { body: '₹60.05 of your payment of ₹460.00 has been refunded' },
    ]),
  );
  expect(await told(whole, 'order_refunded')).toEqual([]);
});

test('money that never was the order’s is told as returned, once, by the number of the order, which stays as it is', async () => {
  const { payment, refund } = paymentRefunded.example;
  const asha = stage.person({ role: 'consumer', userId: randomUUID() });
  const order = { id: randomUUID(), user_id: asha.id };
  await stage.publishOrder(orderConfirmed, order);
  await eventually(async () => expect(await told(order.id, 'order_confirmed')).toHaveLength(1));
  const data = {
    payment: { ...payment, order_id: order.id, user_id: asha.id, status: 'paid' as const, refunded_paise: 0 },
    refund,
    is_order_money: false,
  };
  const id = await publishEvent(stage.brokerUrl, paymentRefunded, { aggregateId: payment.id, data });
  await publishEvent(stage.brokerUrl, paymentRefunded, { aggregateId: payment.id, data, id });
  await publishEvent(stage.brokerUrl, paymentRefunded, {
    aggregateId: payment.id,
    data: { ...data, payment: { ...data.payment, order_id: randomUUID() } },
  });
  const body = (which: string) =>
    `₹460.00 that arrived late, twice or in the wrong amount for ${which} has been returned to you`;
  await eventually(async () => {
    const returned = await stage.db('notifications').where({ recipient_id: asha.id, title: 'Payment Returned' });
    expect(returned.map((row) => row.body).sort()).toEqual(
      [body('order #ORD-20260213-042'), body('your order')].sort(),
    );
  });
});

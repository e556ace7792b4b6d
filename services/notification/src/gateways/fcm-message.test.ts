import { expect, test } from 'vitest';
import type { Push } from '../use-cases/deliver-push.ts';
import { fcmMessage } from './fcm-message.ts';

const push: Push = {
  notificationId: '0195a000-0000-7000-8000-000000000001',
  device: { token: 'device', role: 'consumer' },
  message: {
    recipientId: '0195a000-0000-7000-8000-000000000002',
    type: 'order_ready',
    title: 'Order Ready! 🎉',
    body: 'Your order is ready for pickup',
    orderId: '0195a000-0000-7000-8000-000000000003',
    data: { order_number: 'ORD-20260213-042', status: 'ready' },
  },
};
const now = new Date('2026-02-13T08:30:00.000Z');
const portalUrl = 'https://food.example/kitchen';

test('each kind of device has its own block: shown once, at once, and not ten minutes late', () => {
  const id = push.notificationId;
  expect(fcmMessage(push, { now })).toEqual({
    token: 'device',
    notification: { title: 'Order Ready! 🎉', body: 'Your order is ready for pickup' },
    data: {
      order_number: 'ORD-20260213-042',
      status: 'ready',
      notification_id: id,
      order_id: push.message.orderId,
      type: 'order_ready',
    },
    android: {
      priority: 'high',
      ttl: 600_000,
      collapseKey: id,
      notification: { channelId: 'orders', tag: id },
    },
    apns: {
      headers: { 'apns-priority': '10', 'apns-collapse-id': id, 'apns-expiration': String(now.getTime() / 1000 + 600) },
      payload: { aps: { sound: 'default' } },
    },
    webpush: { headers: { Urgency: 'high', TTL: '600', Topic: expect.any(String) }, notification: { tag: id } },
  });
});

test('a tap on a staff member’s push in the browser opens the portal', () => {
  const device = { token: 'browser', role: 'kitchen' } as const;
  expect(fcmMessage({ ...push, device }, { now, portalUrl }).webpush).toMatchObject({
    fcmOptions: { link: portalUrl },
  });
  expect(fcmMessage({ ...push, device }, { now }).webpush).not.toHaveProperty('fcmOptions');
  expect(fcmMessage(push, { now, portalUrl }).webpush).not.toHaveProperty('fcmOptions');
});

test('the topic of a web push is what its standard allows: at most 32 characters of base64url', () => {
  expect(fcmMessage(push, { now }).webpush?.headers?.Topic).toMatch(/^[\w-]{1,32}$/);
});

test('long texts are cut between characters, and the whole stays below 4096 bytes', () => {
  const message = { ...push.message, title: '🍳'.repeat(500), body: `x${'👨‍👩‍👧'.repeat(500)}` };
  const { notification, ...rest } = fcmMessage({ ...push, message }, { now, portalUrl });
  expect(notification?.title).toMatch(/^(🍳)+…$/u);
  expect(notification?.body).toMatch(/^x(👨‍👩‍👧)+…$/u);
  expect(Buffer.byteLength(JSON.stringify({ notification, ...rest }))).toBeLessThan(4_096);
});

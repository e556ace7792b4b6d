import type { TokenMessage } from 'firebase-admin/messaging';
import type { Push } from '../use-cases/deliver-push.ts';

const TTL_SECONDS = 600;
const CHANNEL = 'orders';

/** A push as FCM wants it. The notification's id collapses what the SDK or we had to send twice into one. */
export function fcmMessage({ notificationId, token, message }: Push): TokenMessage {
  const { title, body, type, orderId, data } = message;
  return {
    token,
    notification: { title, body },
    data: { ...data, notification_id: notificationId, order_id: orderId, type },
    android: {
      priority: 'high',
      ttl: TTL_SECONDS * 1000,
      collapseKey: notificationId,
      notification: { channelId: CHANNEL, tag: notificationId },
    },
    apns: {
      headers: { 'apns-priority': '10', 'apns-collapse-id': notificationId },
      payload: { aps: { sound: 'default' } },
    },
    webpush: { headers: { Urgency: 'high', TTL: String(TTL_SECONDS) }, notification: { tag: notificationId } },
  };
}

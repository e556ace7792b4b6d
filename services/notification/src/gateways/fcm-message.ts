import type { TokenMessage } from 'firebase-admin/messaging';
import type { Push } from '../use-cases/deliver-push.ts';
import { fitText } from './fit-text.ts';

const TTL_SECONDS = 600;
const CHANNEL = 'orders';
/** FCM refuses more than 4096 bytes altogether; everything but these two is short. */
const MOST_BYTES = { title: 256, body: 2_048 };

export interface Surroundings {
  now: Date;
  /** Where a tap on a staff member's web push leads: FCM takes https only. */
  portalUrl?: string | undefined;
}

/** A push as FCM wants it. The notification's id collapses what had to be sent twice into one. */
export function fcmMessage({ notificationId, device, message }: Push, { now, portalUrl }: Surroundings): TokenMessage {
  const { title, body, type, orderId, data } = message;
  const expiresAt = Math.floor(now.getTime() / 1000) + TTL_SECONDS;
  const link = device.role === 'consumer' ? undefined : portalUrl;
  return {
    token: device.token,
    notification: { title: fitText(title, MOST_BYTES.title), body: fitText(body, MOST_BYTES.body) },
    data: { ...data, notification_id: notificationId, order_id: orderId, type },
    android: {
      priority: 'high',
      ttl: TTL_SECONDS * 1000,
      collapseKey: notificationId,
      notification: { channelId: CHANNEL, tag: notificationId },
    },
    apns: {
      headers: {
        'apns-priority': '10',
        'apns-collapse-id': notificationId,
        'apns-expiration': String(expiresAt),
      },
      payload: { aps: { sound: 'default' } },
    },
    webpush: {
      headers: { Urgency: 'high', TTL: String(TTL_SECONDS), Topic: topicOf(notificationId) },
      notification: { tag: notificationId },
      ...(link !== undefined && { fcmOptions: { link } }),
    },
  };
}

// RFC 8030: at most 32 characters of base64url; an id without its dashes has exactly that many.
function topicOf(notificationId: string): string {
  return notificationId.replaceAll('-', '');
}

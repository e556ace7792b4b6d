import { z } from 'zod';
import { id, instant, page, role } from './values.ts';

/** FCM promises neither a length nor an alphabet; real ones are about 160 characters of ASCII. */
const deviceToken = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,1024}$/, { error: 'must be 1 to 1024 printable ASCII characters without spaces' });

export const platform = z.enum(['android', 'ios', 'web']);

export const registerDeviceTokenBody = z.strictObject({ token: deviceToken, platform });
export const removeDeviceTokenBody = z.strictObject({ token: deviceToken });

export const deviceTokenView = z.object({
  id,
  user_id: id,
  role,
  token: z.string(),
  platform,
  is_active: z.boolean(),
  created_at: instant,
});
export type DeviceTokenView = z.infer<typeof deviceTokenView>;
export const deviceTokenAnswer = z.object({ device_token: deviceTokenView });

export const notificationType = z.enum([
  'order_confirmed',
  'order_preparing',
  'order_ready',
  'order_out_for_delivery',
  'new_order',
  'order_cancelled',
  'order_refunded',
  'order_delayed',
  'payment_expired',
  'order_unacknowledged',
]);
export type NotificationType = z.infer<typeof notificationType>;

/** What became of a push to one device; `gave_up`: FCM could not be reached in time. */
export const pushState = z.enum(['pending', 'sent', 'failed', 'gave_up']);
/** The best of a person's devices; `none`: there was no device to push to. */
export const pushOutcome = z.enum([...pushState.options, 'none']);
export type PushOutcome = z.infer<typeof pushOutcome>;

export const notificationView = z.object({
  id,
  type: notificationType,
  title: z.string(),
  body: z.string(),
  /** For the app: where a tap leads. All values are text, as in the push itself. */
  data: z.record(z.string(), z.string()),
  order_id: id.nullable(),
  created_at: instant,
  read_at: instant.nullable(),
  push: pushOutcome,
});
export type NotificationView = z.infer<typeof notificationView>;

export const notificationListQuery = z.strictObject(page);
export const notificationListAnswer = z.object({
  notifications: z.array(notificationView),
  next_cursor: z.string().nullable(),
  unread: z.int().min(0).max(1_000).meta({ description: 'Not read yet, on all pages; 1000 stands for more.' }),
});

export const notificationAnswer = z.object({ notification: notificationView });

export const readNotificationsBody = z.strictObject({
  up_to: id.optional().meta({ description: 'This notification and all older ones; without it all.' }),
});
export const readNotificationsAnswer = z.object({
  read: z.int().min(0).meta({ description: 'How many were not read before.' }),
  unread: z.int().min(0).max(1_000),
});

export const adminNotificationListQuery = z.strictObject({
  state: pushOutcome.optional().meta({ description: 'With a push in this state; `none`: without any push.' }),
  ...page,
});

/** For operators: whether it arrived, not what it said, and never to which device. */
export const adminNotificationView = z.object({
  ...notificationView.omit({ body: true, data: true }).shape,
  event_id: id,
  recipient_id: id,
  deliveries: z.array(
    z.object({
      /** Null when the device is gone. */
      platform: platform.nullable(),
      state: pushState,
      /** Of at most four: those that count against the retries. */
      attempts: z.int().min(0),
      /** Calls to FCM, those refused for its quota or by a fault of ours too. */
      calls: z.int().min(0),
      last_error_code: z.string().nullable(),
      next_attempt_at: instant.nullable(),
      finished_at: instant.nullable(),
    }),
  ),
});
export type AdminNotificationView = z.infer<typeof adminNotificationView>;
export const adminNotificationListAnswer = z.object({
  notifications: z.array(adminNotificationView),
  next_cursor: z.string().nullable(),
});

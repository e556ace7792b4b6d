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
});
export type NotificationView = z.infer<typeof notificationView>;

export const notificationListQuery = z.strictObject(page);
export const notificationListAnswer = z.object({
  notifications: z.array(notificationView),
  next_cursor: z.string().nullable(),
});

import type { Route } from '@campus/http/routes';
import { deviceTokenRoutes } from './device-token-routes.ts';
import { type NotificationDesk, notificationRoutes } from './notification-routes.ts';
import { type SmsStatusDesk, smsStatusRoutes } from './sms-status-routes.ts';

/** All doors of the service. */
export function serviceRoutes(desk: NotificationDesk & SmsStatusDesk): Route[] {
  return [...deviceTokenRoutes(desk.transact), ...notificationRoutes(desk), ...smsStatusRoutes(desk)];
}

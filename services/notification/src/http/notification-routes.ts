import {
  adminNotificationListAnswer,
  adminNotificationListQuery,
  notificationAnswer,
  notificationListAnswer,
  notificationListQuery,
  readNotificationsAnswer,
  readNotificationsBody,
} from '@campus/contracts/notifications-api';
import { byId } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { get, post, type Route } from '@campus/http/routes';
import { adminNotifications } from '../queries/admin-notifications.ts';
import { countUnread, inbox, ownNotification } from '../queries/inbox.ts';
import { readNotification, readNotifications } from '../use-cases/read-notifications.ts';
import type { Transact } from '../use-cases/work.ts';

export interface NotificationDesk {
  db: Db;
  transact: Transact;
}

export function notificationRoutes({ db, transact }: NotificationDesk): Route[] {
  return [
    get(
      '/api/v1/users/me/notifications',
      {
        may: 'signed-in',
        summary: 'What the caller was told, newest first',
        query: notificationListQuery,
        answer: notificationListAnswer,
      },
      ({ caller, query }) => inbox(db, { recipientId: caller.id, ...query }),
    ),
    post(
      '/api/v1/users/me/notifications/read',
      {
        may: 'signed-in',
        summary: 'The caller has read everything, or everything up to a notification',
        body: readNotificationsBody,
        answer: readNotificationsAnswer,
        errors: ['NOT_FOUND'],
      },
      async ({ caller, body }) => {
        const wish = { recipientId: caller.id, upTo: body.up_to };
        const read = await transact((work) => readNotifications(work, wish));
        return { read, unread: await countUnread(db, caller.id) };
      },
    ),
    post(
      '/api/v1/users/me/notifications/:id/read',
      {
        may: 'signed-in',
        summary: 'The caller has read a notification',
        params: byId,
        answer: notificationAnswer,
      },
      async ({ caller, params }) => {
        const own = { recipientId: caller.id, id: params.id };
        await transact((work) => readNotification(work, own));
        return { notification: await ownNotification(db, own) };
      },
    ),
    get(
      '/api/v1/admin/notifications',
      {
        may: ['admin'],
        summary: 'What anybody was told and whether their devices got it, newest first',
        query: adminNotificationListQuery,
        answer: adminNotificationListAnswer,
      },
      ({ query }) => adminNotifications(db, query),
    ),
  ];
}

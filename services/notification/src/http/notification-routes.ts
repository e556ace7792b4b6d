import { notificationListAnswer, notificationListQuery } from '@campus/contracts/notifications-api';
import type { Db } from '@campus/database/connect';
import { get, type Route } from '@campus/http/routes';
import { inbox } from '../queries/inbox.ts';

export function notificationRoutes(db: Db): Route[] {
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
  ];
}

import { freshDatabase } from '@campus/testing/database';
import { expect, test } from 'vitest';
import { createTransact } from '../src/persistence/transact.ts';
import { forgetOld } from '../src/use-cases/forget-old.ts';

const MIGRATIONS = new URL('../migrations/', import.meta.url);

test('what is old is forgotten in batches of 5,000 and what is new stays', async () => {
  const { db } = await freshDatabase('notification', MIGRATIONS);
  const { transact } = createTransact({ db, timeZone: 'Asia/Kolkata', wakePushes: () => undefined });
  const addNotifications = (count: number, age: string) =>
    db.raw(
      `insert into notifications (id, event_id, recipient_id, type, title, body, created_at)
       select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'order_ready', 't', 'b', now() - ?::interval
       from generate_series(1, ?)`,
      [age, count],
    );
  await addNotifications(5_001, '91 days');
  await addNotifications(2, '89 days');
  await db.raw(
    `insert into kitchen_alarms (order_id, order_number, event_id, version, updated_at)
     select gen_random_uuid(), 'ORD', gen_random_uuid(), 1, now() - make_interval(days => day) from unnest(array[6, 8]) day`,
  );
  const left: number[] = [];
  const forgotten = await forgetOld(async (useCase) => {
    const result = await transact(useCase);
    left.push((await db('notifications').pluck('id')).length);
    return result;
  });
  expect(forgotten).toEqual({ devices: 0, notifications: 5_001, smsDeliveries: 0, alarms: 1 });
  expect(left).toEqual([3, 2]);
  expect(await db('kitchen_alarms')).toHaveLength(1);
});

import { randomUUID } from 'node:crypto';
import { freshDatabase } from '@campus/testing/database';
import { expect, test } from 'vitest';
import { createTransact } from '../src/persistence/transact.ts';
import { forgetOld } from '../src/use-cases/forget-old.ts';
import { registerDeviceToken } from '../src/use-cases/register-device-token.ts';

const MIGRATIONS = new URL('../migrations/', import.meta.url);
const { db } = await freshDatabase('notification', MIGRATIONS);
const { transact } = createTransact({ db, timeZone: 'Asia/Kolkata', wakePushes: () => undefined });
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);

function registerAt(days: number, { userId, token }: { userId: string; token: string }) {
  const command = { userId, token, role: 'consumer' as const, sessionId: randomUUID(), platform: 'android' as const };
  return transact((work) => registerDeviceToken({ ...work, now: daysAgo(days) }, command));
}

test('what is old is forgotten in batches of 5,000 and what is new stays', async () => {
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
  expect(forgotten).toEqual({ devices: 0, notifications: 5_001, smsDeliveries: 0, phones: 0, alarms: 1 });
  expect(left).toEqual([3, 2]);
  expect(await db('kitchen_alarms')).toHaveLength(1);
});

test('a device that was not seen for sixty days is forgotten, one that registered again since is not', async () => {
  const [lost, kept, back] = [randomUUID(), randomUUID(), randomUUID()];
  await registerAt(61, { userId: randomUUID(), token: lost });
  await registerAt(59, { userId: randomUUID(), token: kept });
  const owner = randomUUID();
  await registerAt(269, { token: back, userId: owner });
  await registerAt(1, { token: back, userId: owner });
  expect(await forgetOld(transact)).toMatchObject({ devices: 1 });
  expect((await db('device_tokens').pluck('token')).sort()).toEqual([kept, back].sort());
});

test('a person has twenty devices at most, the least recently seen go', async () => {
  const userId = randomUUID();
  const tokens = Array.from({ length: 22 }, (_, index) => `device-${index}`);
  for (const [index, token] of tokens.entries()) await registerAt(30 - index, { userId, token });
  await registerAt(0, { userId, token: 'device-2' });
  const left = await db('device_tokens').where({ user_id: userId }).pluck('token');
  expect(left.sort()).toEqual(tokens.slice(2).sort());
});

test('of a code’s SMS the phone’s hash is forgotten after a day, the rest after a week', async () => {
  for (const days of [0.5, 2, 8]) {
    const id = randomUUID();
    await transact((work) =>
      work.smsDeliveries.begin({ id, provider: 'twilio', phoneHash: `hash-${days}`, at: daysAgo(days) }),
    );
  }
  expect(await forgetOld(transact)).toMatchObject({ smsDeliveries: 1, phones: 1 });
  const rows = await db('sms_deliveries').orderBy('created_at').pluck('phone_hash');
  expect(rows).toEqual([null, 'hash-0.5']);
});

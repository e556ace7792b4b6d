import { randomUUID } from 'node:crypto';
import { freshDatabase } from '@campus/testing/database';
import { eventually } from '@campus/testing/eventually';
import { beforeEach, expect, test } from 'vitest';
import type { WakeUp } from '../src/domain/push-delivery.ts';
import { createTransact } from '../src/persistence/transact.ts';
import { deliverPush } from '../src/use-cases/deliver-push.ts';
import { sendWakeUps } from '../src/use-cases/send-wake-ups.ts';
import type { Transact } from '../src/use-cases/work.ts';

const { db } = await freshDatabase('notification', new URL('../migrations/', import.meta.url));
const rung: string[] = [];
const { transact } = createTransact({ db, timeZone: 'Asia/Kolkata', wakePushes: () => rung.push('bell') });

const later =
  (ms: number): Transact =>
  (useCase) =>
    transact((work) => useCase({ ...work, now: new Date(Date.now() + ms) }));

/** Every place is taken: the broker gets it. */
const nowhere = () => false;

function postbox({ refuses = 0 } = {}) {
  const posted: (WakeUp & { remainingMs: number })[] = [];
  const state = { refuses };
  return {
    posted,
    post: async ({ notificationId, deviceTokenId, call }: WakeUp, remainingMs: number) => {
      if (state.refuses-- > 0) throw new Error('the broker is away');
      posted.push({ notificationId, deviceTokenId, call, remainingMs });
    },
  };
}

/** A notification for each of `count` people with a device; resolves to their ids. */
async function tell(count: number): Promise<string[]> {
  await db.raw(
    `with device as (
       insert into device_tokens (id, user_id, role, session_id, token, platform, created_at, registered_at)
       select gen_random_uuid(), gen_random_uuid(), 'consumer', gen_random_uuid(), gen_random_uuid(), 'android', now(), now()
       from generate_series(1, ?) returning *)
     insert into notifications (id, event_id, recipient_id, type, title, body, order_id, created_at)
     select gen_random_uuid(), gen_random_uuid(), user_id, 'order_ready', 't', 'b', gen_random_uuid(), now() from device`,
    [count],
  );
  return db('notifications').pluck('id');
}

/** Plans a push to each of `count` devices, as an event would. */
async function plan(count: number) {
  const ids = await tell(count);
  await transact((work) => work.pushDeliveries.plan(ids, work.now));
}

const taken = (calls: number) =>
  eventually(async () => expect(await db('push_deliveries').first()).toMatchObject({ calls }));

beforeEach(async () => {
  await db.raw('truncate notifications, device_tokens cascade');
  rung.length = 0;
});

test('a planned push rings the bell once its transaction is committed, and only then', async () => {
  const ids = await tell(1);
  const undone = transact(async (work) => {
    await work.pushDeliveries.plan(ids, work.now);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await transact(async (work) => work.pushDeliveries.plan([], work.now));
  expect(rung).toEqual([]);
  await transact(async (work) => {
    await work.pushDeliveries.plan(ids, work.now);
    expect(rung).toEqual([]);
  });
  expect(rung).toEqual(['bell']);
});

test('two senders at once send each wake-up once, batch by batch', async () => {
  await plan(1_200);
  const { posted, post } = postbox();
  const sendAll = async () => {
    for (;;) if (!(await sendWakeUps({ transact, answerNow: nowhere, post })).mayBeMore) return;
  };
  await Promise.all([sendAll(), sendAll()]);
  expect(new Set(posted.map(({ deviceTokenId }) => deviceTokenId)).size).toBe(1_200);
  expect(posted).toHaveLength(1_200);
  expect(await sendWakeUps({ transact: later(590_000), answerNow: nowhere, post })).toMatchObject({ posted: 0 });
});

test('what is due and finds a place is answered here; what finds none or is not due yet goes to the broker', async () => {
  await plan(5);
  const [early] = await db('push_deliveries').pluck('device_token_id');
  await db('push_deliveries')
    .where({ device_token_id: early })
    .update({ next_attempt_at: new Date(Date.now() + 5_000) });
  const { posted, post } = postbox();
  const answered: WakeUp[] = [];
  const answerNow = (wakeUp: WakeUp) => answered.length < 2 && answered.push(wakeUp) > 0;
  expect(await sendWakeUps({ transact, answerNow, post })).toMatchObject({ answered: 2, posted: 3 });
  expect(answered.map(({ deviceTokenId }) => deviceTokenId)).not.toContain(early);
  const waiting = posted.filter(({ remainingMs }) => remainingMs > 0);
  expect(waiting.map(({ deviceTokenId }) => deviceTokenId)).toEqual([early]);
  expect(await sendWakeUps({ transact: later(11_000), answerNow: nowhere, post })).toMatchObject({ posted: 2 });
});

test('what the broker does not take is owed until it does', async () => {
  await plan(3);
  const { posted, post } = postbox({ refuses: 2 });
  expect(await sendWakeUps({ transact, answerNow: nowhere, post })).toMatchObject({ posted: 1, mayBeMore: false });
  expect(await sendWakeUps({ transact, answerNow: nowhere, post })).toMatchObject({ posted: 0 });
  expect(await sendWakeUps({ transact: later(11_000), answerNow: nowhere, post })).toMatchObject({ posted: 2 });
  expect(new Set(posted.map(({ deviceTokenId }) => deviceTokenId)).size).toBe(3);
});

test('a push that never woke is woken again ten minutes after it was due', async () => {
  await plan(1);
  const { posted, post } = postbox();
  await sendWakeUps({ transact, answerNow: nowhere, post });
  expect(await sendWakeUps({ transact: later(620_000), answerNow: nowhere, post })).toMatchObject({ posted: 1 });
  expect(posted.map(({ call }) => call)).toEqual([1, 1]);
});

test('a push whose process died with it is taken again after its lease; what the first one says by then is not heard', async () => {
  await plan(1);
  const { posted, post } = postbox();
  await sendWakeUps({ transact, answerNow: nowhere, post });
  const [first] = posted;
  if (!first) throw new Error('nothing was posted');
  const means = { transact, retryPauses: [1, 1, 1] as const };
  const frozen = Promise.withResolvers<{ kind: 'unavailable'; code: string }>();
  const late = deliverPush({ ...means, gateway: { send: () => frozen.promise } }, first);
  await taken(1);
  await sendWakeUps({ transact, answerNow: nowhere, post });
  expect(posted).toHaveLength(1);

  await sendWakeUps({ transact: later(41_000), answerNow: nowhere, post });
  expect(posted.map(({ call }) => call)).toEqual([1, 2]);
  const second = { ...first, call: 2 };
  const sent = async () => ({ kind: 'sent' }) as const;
  const report = await deliverPush({ ...means, transact: later(41_000), gateway: { send: sent } }, second);
  expect(report?.state).toMatchObject({ status: 'sent', calls: 2 });
  frozen.resolve({ kind: 'unavailable', code: 'INTERNAL' });
  expect(await late).toBeUndefined();
  expect(await db('push_deliveries')).toMatchObject([{ status: 'sent', calls: 2, error_code: null }]);
});

test('a push that kills its process each time comes to an end', async () => {
  await plan(1);
  const { notification_id: notificationId, device_token_id: deviceTokenId } = await db('push_deliveries').first();
  const neverAnswers = { send: () => new Promise<never>(() => undefined) };
  const calls: number[] = [];
  for (let call = 1; call <= 4; call += 1) {
    const means = { transact: later(call * 41_000), retryPauses: [1, 1, 1] as const };
    void deliverPush({ ...means, gateway: neverAnswers }, { notificationId, deviceTokenId, call });
    await taken(call);
    calls.push(call);
  }
  const gateway = { send: async () => Promise.reject(new Error(`called after ${calls.length}`)) };
  const means = { transact: later(5 * 41_000), gateway, retryPauses: [1, 1, 1] as const };
  const report = await deliverPush(means, { notificationId, deviceTokenId, call: 5 });
  expect(report?.state).toMatchObject({ status: 'gave_up', errorCode: 'never_recorded', calls: 4, attempts: 4 });
});

test('a device that changed hands while its push waited gets nothing', async () => {
  await plan(1);
  const { notification_id: notificationId, device_token_id: deviceTokenId } = await db('push_deliveries').first();
  await db('device_tokens').update({ user_id: randomUUID() });
  const gateway = { send: async () => Promise.reject(new Error('called')) };
  const report = await deliverPush(
    { transact, gateway, retryPauses: [1, 1, 1] },
    { notificationId, deviceTokenId, call: 1 },
  );
  expect(report?.state).toMatchObject({ status: 'failed', errorCode: 'no_device', calls: 0, attempts: 0 });
});

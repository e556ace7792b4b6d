import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
beforeAll(async () => {
  stage = await startNotification();
});

const student = () => stage.person({ role: 'consumer', userId: randomUUID() });
const storedToken = (token: string) => stage.db('device_tokens').where({ token }).first();

async function deviceOf(person: ReturnType<typeof student>, behaviour?: object) {
  const token = `device-${randomUUID()}`;
  const { body } = await person.register(token);
  if (behaviour) await stage.sandbox.device(token, behaviour);
  return { token, id: body.device_token.id };
}

const deliveryTo = (deviceId: string, state: object) =>
  eventually(
    async () => {
      const row = await stage.db('push_deliveries').where({ device_token_id: deviceId }).first();
      expect(row).toMatchObject(state);
      return row;
    },
    { timeoutMs: 15_000 },
  );
const linesAbout = (notificationId: string) =>
  stage.service.logs.filter((line) => line.message === 'push attempted' && line.notification_id === notificationId);

interface Row {
  /** What the device does; or what FCM does before it looks at the device. */
  behaviour?: object;
  fault?: object;
  state: object;
  token: 'deleted' | 'kept' | 'inactive';
  log: { level: string; event: string; verdict?: string };
}

const misconfigured = { level: 'error', event: 'push_misconfigured', verdict: 'our_fault' };
const fcmStatus = (status: number, more: object = {}) => ({ provider: 'fcm', effect: 'status', status, ...more });

test.each<[string, Row]>([
  [
    '404 with UNREGISTERED: the device is gone',
    {
      behaviour: { behaviour: 'UNREGISTERED' },
      state: { status: 'failed', attempts: 1, error_code: 'UNREGISTERED' },
      token: 'deleted',
      log: { level: 'info', event: 'push_token_deleted', verdict: 'dead_token' },
    },
  ],
  [
    '404 without a word of FCM’s own, which the SDK reports with the same code: our set-up',
    {
      fault: fcmStatus(404),
      state: { status: 'pending', attempts: 0, calls: 1, error_code: 'http_404' },
      token: 'kept',
      log: misconfigured,
    },
  ],
  [
    '400 that names the token',
    {
      behaviour: { behaviour: 'INVALID_ARGUMENT' },
      state: { status: 'failed', attempts: 1, error_code: 'INVALID_ARGUMENT' },
      token: 'deleted',
      log: { level: 'info', event: 'push_token_deleted', verdict: 'dead_token' },
    },
  ],
  [
    '400 about the payload, which the SDK reports with the same code',
    {
      fault: fcmStatus(400),
      state: { status: 'failed', attempts: 1, error_code: 'INVALID_PAYLOAD' },
      token: 'kept',
      log: { level: 'error', event: 'push_refused', verdict: 'refused' },
    },
  ],
  [
    '403 with SENDER_ID_MISMATCH: a token of another project',
    {
      behaviour: { behaviour: 'SENDER_ID_MISMATCH' },
      state: { status: 'failed', attempts: 1, error_code: 'SENDER_ID_MISMATCH' },
      token: 'inactive',
      log: { level: 'error', event: 'push_misconfigured', verdict: 'foreign_token' },
    },
  ],
  [
    'a plain 403: a right we do not have',
    {
      fault: fcmStatus(403),
      state: { status: 'pending', attempts: 0, calls: 1, error_code: 'http_403' },
      token: 'kept',
      log: misconfigured,
    },
  ],
  [
    '401 with THIRD_PARTY_AUTH_ERROR: the key for APNs or web push',
    {
      behaviour: { behaviour: 'THIRD_PARTY_AUTH_ERROR' },
      state: { status: 'pending', attempts: 0, calls: 1, error_code: 'THIRD_PARTY_AUTH_ERROR' },
      token: 'kept',
      log: misconfigured,
    },
  ],
  [
    'a plain 401, which the SDK reports with the same code: our credential',
    {
      fault: fcmStatus(401),
      state: { status: 'pending', attempts: 0, calls: 1, error_code: 'http_401' },
      token: 'kept',
      log: misconfigured,
    },
  ],
  [
    '429 with Retry-After: it waits as long as FCM asks for',
    {
      behaviour: { behaviour: 'QUOTA_EXCEEDED', times: 1, retry_after_s: 1 },
      state: { status: 'sent', attempts: 1, calls: 2, error_code: null },
      token: 'kept',
      log: { level: 'info', event: 'push_pending', verdict: 'quota' },
    },
  ],
  [
    '429 without Retry-After: it waits a minute',
    {
      behaviour: { behaviour: 'QUOTA_EXCEEDED' },
      state: { status: 'pending', attempts: 0, calls: 1, error_code: 'QUOTA_EXCEEDED' },
      token: 'kept',
      log: { level: 'info', event: 'push_pending', verdict: 'quota' },
    },
  ],
  [
    '500 again and again: three retries, then it is given up',
    {
      behaviour: { behaviour: 'INTERNAL' },
      state: { status: 'gave_up', attempts: 4, calls: 4, error_code: 'INTERNAL' },
      token: 'kept',
      log: { level: 'warn', event: 'push_gave_up', verdict: 'unavailable' },
    },
  ],
  [
    '503 twice: the third attempt arrives',
    {
      behaviour: { behaviour: 'UNAVAILABLE', times: 2 },
      state: { status: 'sent', attempts: 3, calls: 3, error_code: null },
      token: 'kept',
      log: { level: 'info', event: 'push_sent' },
    },
  ],
  [
    'a connection that breaks, and the page of a proxy',
    {
      behaviour: { behaviour: 'reset', times: 1 },
      fault: fcmStatus(502, { body: '<html>Bad Gateway</html>' }),
      state: { status: 'sent', attempts: 3, calls: 3, error_code: null },
      token: 'kept',
      log: { level: 'info', event: 'push_pending', verdict: 'unavailable' },
    },
  ],
])('FCM says %s', async (_case, { behaviour, fault, state, token, log }) => {
  const asha = student();
  const device = await deviceOf(asha, behaviour);
  if (fault) await stage.sandbox.fault({ match: device.token, ...fault });
  await stage.confirmOrderOf(asha.id);
  const row = await deliveryTo(device.id, state);
  const stored = await storedToken(device.token);
  expect(stored && (stored.is_active ? 'kept' : 'inactive')).toBe(token === 'deleted' ? undefined : token);
  await eventually(() => expect(linesAbout(row.notification_id)).toContainEqual(expect.objectContaining(log)));
  const calls = (await stage.sandbox.callsTo('fcm')).filter(({ body }) => JSON.stringify(body).includes(device.token));
  expect(calls).toHaveLength(row.calls);
  expect(await stage.sandbox.pushesTo(device.token)).toHaveLength(row.status === 'sent' ? 1 : 0);
});

test('one dead device of a person takes nothing from the others', async () => {
  const asha = student();
  const gone = await deviceOf(asha, { behaviour: 'UNREGISTERED' });
  const alive = await deviceOf(asha);
  await stage.confirmOrderOf(asha.id);
  await deliveryTo(gone.id, { status: 'failed', error_code: 'UNREGISTERED' });
  await deliveryTo(alive.id, { status: 'sent', attempts: 1 });
  expect(await storedToken(gone.token)).toBeUndefined();
  expect(await storedToken(alive.token)).toMatchObject({ is_active: true });
});

test('a token that was given up works again once its device registers it again', async () => {
  const asha = student();
  const foreign = await deviceOf(asha, { behaviour: 'SENDER_ID_MISMATCH', times: 1 });
  const dead = await deviceOf(asha, { behaviour: 'UNREGISTERED', times: 1 });
  await stage.confirmOrderOf(asha.id);
  await deliveryTo(foreign.id, { status: 'failed' });
  await deliveryTo(dead.id, { status: 'failed' });
  await stage.confirmOrderOf(asha.id);
  await asha.register(foreign.token);
  const { body } = await asha.register(dead.token);
  expect(await storedToken(foreign.token)).toMatchObject({ is_active: true, id: foreign.id });
  expect(body.device_token.id).not.toBe(dead.id);
  await stage.confirmOrderOf(asha.id);
  for (const { token } of [foreign, dead]) {
    await eventually(async () => expect(await stage.sandbox.pushesTo(token)).toHaveLength(1));
  }
});

test('many dead devices at once look like a fault of ours: deleting stops', async () => {
  const asha = student();
  const devices = [];
  for (let count = 0; count < 14; count += 1) devices.push(await deviceOf(asha, { behaviour: 'UNREGISTERED' }));
  await stage.confirmOrderOf(asha.id);
  for (const { id } of devices) await deliveryTo(id, { status: 'failed' });
  const kept = await stage.db('device_tokens').where({ user_id: asha.id });
  expect(kept.length).toBeGreaterThanOrEqual(4);
  const stopped = stage.service.logs.filter(({ event }) => event === 'push_deletion_stopped');
  expect(stopped.filter(({ level }) => level === 'error')).toHaveLength(1);
});

test('an error that stops every push wakes a person once a minute, not with every push', async () => {
  const asha = student();
  const devices = [];
  for (let count = 0; count < 6; count += 1) devices.push(await deviceOf(asha));
  await stage.sandbox.fault({ ...fcmStatus(405), match: 'device-', times: 6 });
  await stage.confirmOrderOf(asha.id);
  for (const { id } of devices) await deliveryTo(id, { status: 'pending', error_code: 'http_405' });
  await eventually(() => {
    const alarms = stage.service.logs.filter(({ error_code }) => error_code === 'http_405');
    expect(alarms.map(({ level }) => level).sort()).toEqual(['error', ...Array(5).fill('info')]);
  });
});

test('no token is ever logged', async () => {
  expect(JSON.stringify(stage.service.logs)).not.toMatch(/device-[0-9a-f]{8}-/);
});

test('with the wrong project nothing is deleted, the push waits and people are alerted', async () => {
  const misled = await startNotification({ FCM_PROJECT_ID: 'another-project' });
  const asha = misled.person({ role: 'consumer', userId: randomUUID() });
  await asha.register('device-of-asha');
  await misled.confirmOrderOf(asha.id);
  await eventually(async () =>
    expect(await misled.db('push_deliveries').first()).toMatchObject({
      status: 'pending',
      attempts: 0,
      error_code: 'http_404',
    }),
  );
  expect(await misled.db('device_tokens').first()).toMatchObject({ is_active: true });
  await eventually(() => expect(misled.service.logs).toContainEqual(expect.objectContaining(misconfigured)));
});

test('while Google’s sign-in is away no attempt is spent; with it back the push arrives', async () => {
  const locked = await startNotification();
  const asha = locked.person({ role: 'consumer', userId: randomUUID() });
  await asha.register('device-of-asha');
  await locked.sandbox.fault({ provider: 'google', effect: 'status', status: 503, times: 100 });
  await locked.confirmOrderOf(asha.id);
  await eventually(
    async () =>
      expect(await locked.db('push_deliveries').first()).toMatchObject({
        status: 'pending',
        attempts: 0,
        error_code: 'app/invalid-credential',
      }),
    { timeoutMs: 15_000 },
  );
  await locked.sandbox.heal();
  await locked.minuteLater();
  await eventually(async () => expect(await locked.sandbox.pushesTo('device-of-asha')).toHaveLength(1), {
    timeoutMs: 15_000,
  });
});

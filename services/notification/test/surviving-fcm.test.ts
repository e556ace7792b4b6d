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
    },
    { timeoutMs: 15_000 },
  );
/** What would be due in a minute is due now, once this attempt is over: its lease reaches further. */
const hurryAfter = (deviceId: string, attempts: number) =>
  eventually(async () => {
    const isWaiting = { device_token_id: deviceId, status: 'pending', attempts, error_code: 'INTERNAL' };
    const unleased = stage
      .db('push_deliveries')
      .where(isWaiting)
      .where('next_attempt_at', '<', new Date(Date.now() + 90_000));
    expect(await unleased.update({ next_attempt_at: new Date() })).toBe(1);
  });

test('a device that is gone loses its token, and only that one', async () => {
  const asha = student();
  const gone = await deviceOf(asha, { behaviour: 'UNREGISTERED' });
  const alive = await deviceOf(asha);
  await stage.confirmOrderOf(asha.id);
  await deliveryTo(gone.id, { status: 'failed', error_code: 'UNREGISTERED' });
  await deliveryTo(alive.id, { status: 'sent', attempts: 1 });
  expect(await storedToken(gone.token)).toBeUndefined();
  expect(await storedToken(alive.token)).toMatchObject({ is_active: true });
});

test('a token of another Firebase project is kept but used no more', async () => {
  const asha = student();
  const device = await deviceOf(asha, { behaviour: 'SENDER_ID_MISMATCH' });
  await stage.confirmOrderOf(asha.id);
  await deliveryTo(device.id, { status: 'failed', error_code: 'SENDER_ID_MISMATCH' });
  expect(await storedToken(device.token)).toMatchObject({ is_active: false });
  await asha.register(device.token);
  expect(await storedToken(device.token)).toMatchObject({ is_active: true, id: device.id });
});

test('two answers of 503 and then a good one are one push', async () => {
  const asha = student();
  const device = await deviceOf(asha, { behaviour: 'UNAVAILABLE', times: 2 });
  await stage.confirmOrderOf(asha.id);
  await deliveryTo(device.id, { status: 'sent' });
  expect(await stage.sandbox.pushesTo(device.token)).toHaveLength(1);
});

test('an internal error at Google is retried with a pause, and after three retries given up', async () => {
  const asha = student();
  const device = await deviceOf(asha, { behaviour: 'INTERNAL' });
  await stage.confirmOrderOf(asha.id);
  for (const attempts of [1, 2, 3]) await hurryAfter(device.id, attempts);
  await deliveryTo(device.id, { status: 'gave_up', attempts: 4 });
  expect(await storedToken(device.token)).toMatchObject({ is_active: true });
});

test('a full quota waits as long as FCM asks for and spends no attempt', async () => {
  const asha = student();
  const device = await deviceOf(asha, { behaviour: 'QUOTA_EXCEEDED', times: 1, retry_after_s: 1 });
  await stage.confirmOrderOf(asha.id);
  await deliveryTo(device.id, { status: 'sent', attempts: 1 });
});

test('many dead devices at once look like a fault of ours: deleting stops', async () => {
  const asha = student();
  const devices = [];
  for (let count = 0; count < 14; count += 1) devices.push(await deviceOf(asha, { behaviour: 'UNREGISTERED' }));
  await stage.confirmOrderOf(asha.id);
  for (const { id } of devices) await deliveryTo(id, { status: 'failed' });
  const kept = await stage.db('device_tokens').where({ user_id: asha.id });
  expect(kept.length).toBeGreaterThanOrEqual(4);
  expect(stage.service.logs.some(({ level, error_code }) => level === 'error' && error_code === 'UNREGISTERED')).toBe(
    true,
  );
});

test('no token is ever logged', async () => {
  expect(JSON.stringify(stage.service.logs)).not.toMatch(/device-[0-9a-f]{8}-/);
});

test('with the wrong project nothing is deleted, the push waits and people are alerted', async () => {
  const misconfigured = await startNotification({ FCM_PROJECT_ID: 'another-project' });
  const asha = misconfigured.person({ role: 'consumer', userId: randomUUID() });
  await asha.register('device-of-asha');
  await misconfigured.confirmOrderOf(asha.id);
  await eventually(async () =>
    expect(await misconfigured.db('push_deliveries').first()).toMatchObject({
      status: 'pending',
      attempts: 0,
      error_code: 'http_404',
    }),
  );
  expect(await misconfigured.db('device_tokens').first()).toMatchObject({ is_active: true });
  expect(misconfigured.service.logs).toContainEqual(expect.objectContaining({ level: 'error', verdict: 'our_fault' }));
});

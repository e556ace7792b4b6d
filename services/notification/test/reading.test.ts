import { randomUUID } from 'node:crypto';
import { type AdminNotificationView, adminNotificationListAnswer } from '@campus/contracts/notifications-api';
import { orderStatusChanged } from '@campus/contracts/order-events';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
beforeAll(async () => {
  stage = await startNotification();
});

const student = () => stage.person({ role: 'consumer', userId: randomUUID() });

/** Somebody who was told `count` things, newest first. */
async function informed(count: number) {
  const asha = student();
  for (let told = 0; told < count; told += 1) {
    await stage.publishOrder(orderStatusChanged, { id: randomUUID(), user_id: asha.id });
    await eventually(async () => expect((await asha.inbox()).body.notifications).toHaveLength(told + 1));
  }
  return { asha, ids: (await asha.inbox()).body.notifications.map(({ id }) => id) };
}
const unreadIds = async (asha: ReturnType<typeof student>) =>
  (await asha.inbox()).body.notifications.filter(({ read_at }) => read_at === null).map(({ id }) => id);

test('a notification is read once and stays read since then', async () => {
  const { asha, ids } = await informed(2);
  expect((await asha.inbox()).body.unread).toBe(2);
  const [id = ''] = ids;
  const first = await asha.read(id);
  expect(first).toMatchObject({ status: 200, body: { notification: { id, read_at: expect.any(String) } } });
  expect(await asha.read(id)).toEqual(first);
  const { body } = await asha.inbox();
  expect(body.notifications.find((one) => one.id === id)).toEqual(first.body.notification);
  expect(body.unread).toBe(1);
});

test('twenty taps at once mark one moment', async () => {
  const { asha, ids } = await informed(1);
  const answers = await Promise.all(Array.from({ length: 20 }, () => asha.read(ids[0] ?? '')));
  expect(new Set(answers.map(({ body }) => body.notification.read_at)).size).toBe(1);
});

test('another one’s notification is as unknown as one that never was, and stays unread', async () => {
  const { asha, ids } = await informed(1);
  const [id = ''] = ids;
  const binu = student();
  const unknown = await binu.read(randomUUID());
  expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
  expect(await binu.read(id)).toEqual(unknown);
  expect(await binu.readAll({ up_to: id })).toEqual(unknown);
  expect(await binu.readAll()).toEqual({ status: 200, body: { read: 0, unread: 0 } });
  expect((await asha.inbox()).body.unread).toBe(1);
  expect((await asha.read('nonsense')).body.error.code).toBe('VALIDATION_ERROR');
});

test('everything is read at once, or everything up to what was on the screen', async () => {
  const { asha, ids } = await informed(4);
  const [newest, second, third] = ids;
  await asha.read(third ?? '');
  expect(await asha.readAll({ up_to: second })).toEqual({ status: 200, body: { read: 2, unread: 1 } });
  expect(await unreadIds(asha)).toEqual([newest]);
  expect(await asha.readAll()).toEqual({ status: 200, body: { read: 1, unread: 0 } });
  expect(await asha.readAll({})).toEqual({ status: 200, body: { read: 0, unread: 0 } });
  expect(await asha.readAll({ up_to: 'x' })).toMatchObject({ status: 400 });
  expect(await asha.readAll({ all: true })).toMatchObject({ status: 400 });
});

/** Somebody with devices that behave like this, who was told one thing. */
async function pushedTo(...behaviours: object[]) {
  const asha = student();
  for (const behaviour of behaviours) {
    const token = `device-${randomUUID()}`;
    await asha.register(token);
    await stage.sandbox.device(token, behaviour);
  }
  await stage.confirmOrderOf(asha.id);
  return asha;
}
const ok = { behaviour: 'ok' };
const gone = { behaviour: 'UNREGISTERED' };
const broken = { behaviour: 'INTERNAL' };
const locked = { behaviour: 'THIRD_PARTY_AUTH_ERROR' };

test.each([
  ['none', []],
  ['sent', [ok]],
  ['failed', [gone]],
  ['gave_up', [broken]],
  ['pending', [locked]],
  ['sent', [gone, broken, ok, locked]],
  ['pending', [gone, locked]],
  ['gave_up', [gone, broken]],
])('the inbox shows the push as %s when the devices do %j', async (push, behaviours) => {
  const asha = await pushedTo(...behaviours);
  await eventually(async () => expect((await asha.inbox()).body.notifications).toMatchObject([{ push }]), {
    timeoutMs: 15_000,
  });
});

const admin = () => stage.person({ role: 'admin', userId: randomUUID() });
async function listed(query: string): Promise<{ notifications: AdminNotificationView[]; next_cursor: string | null }> {
  const { status, body } = await admin().call('GET', `/admin/notifications${query}`);
  expect(status).toBe(200);
  return adminNotificationListAnswer.parse(body);
}

test('an operator sees what became of each push, and neither devices nor what was said', async () => {
  const asha = await pushedTo(gone, broken);
  await eventually(async () => expect((await asha.inbox()).body.notifications).toMatchObject([{ push: 'gave_up' }]), {
    timeoutMs: 15_000,
  });
  const { notifications } = await listed('?state=gave_up&limit=1');
  expect(notifications).toMatchObject([
    {
      recipient_id: asha.id,
      type: 'order_confirmed',
      title: 'Order Confirmed!',
      push: 'gave_up',
      deliveries: expect.arrayContaining([
        expect.objectContaining({
          platform: 'android',
          state: 'gave_up',
          attempts: 4,
          calls: 4,
          last_error_code: 'INTERNAL',
        }),
        expect.objectContaining({ platform: null, state: 'failed', attempts: 1, last_error_code: 'UNREGISTERED' }),
      ]),
    },
  ]);
  const text = JSON.stringify((await admin().call('GET', '/admin/notifications?limit=100')).body);
  expect(text).not.toMatch(/device-|has been received|ORD-/);
});

test('the operator’s list is filtered by state and paged, newest first', async () => {
  const [sent, untold] = [await pushedTo(ok), await pushedTo()];
  await eventually(async () => expect((await sent.inbox()).body.notifications).toMatchObject([{ push: 'sent' }]));
  await eventually(async () => expect((await untold.inbox()).body.notifications).toHaveLength(1));
  const newest = (await listed('?state=none&limit=1')).notifications;
  expect(newest).toMatchObject([{ recipient_id: untold.id, push: 'none', deliveries: [] }]);
  for (const state of ['sent', 'failed', 'gave_up', 'pending', 'none'] as const) {
    const { notifications } = await listed(`?state=${state}&limit=100`);
    expect(notifications).not.toEqual([]);
    const states = notifications.map(({ deliveries }) => deliveries.map((one) => one.state));
    expect(states.filter((own) => (state === 'none' ? own.length > 0 : !own.includes(state)))).toEqual([]);
  }
  const whole = (await listed('?limit=100')).notifications.map(({ id }) => id);
  const first = await listed('?limit=2');
  const second = await listed(`?limit=100&cursor=${first.next_cursor}`);
  expect([...first.notifications, ...second.notifications].map(({ id }) => id)).toEqual(whole);
  expect(second.next_cursor).toBeNull();
});

test('the operator’s list is for admins, and asks for sense', async () => {
  for (const role of ['consumer', 'kitchen', 'delivery'] as const) {
    const { status, body } = await stage.person({ role, userId: randomUUID() }).call('GET', '/admin/notifications');
    expect([status, body.error.code]).toEqual([403, 'INSUFFICIENT_ROLE']);
  }
  const yearZero = Buffer.from(`0000-01-01T00:00:00.000Z ${randomUUID()}`).toString('base64url');
  expect((await student().inbox(`?cursor=${yearZero}`)).status).toBe(400);
  for (const query of ['?state=lost', '?cursor=invented', '?limit=0', '?recipient=x'])
    expect((await admin().call('GET', `/admin/notifications${query}`)).status).toBe(400);
});

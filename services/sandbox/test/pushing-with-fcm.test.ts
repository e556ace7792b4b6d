import { Agent } from 'node:https';
import { connect } from 'node:net';
import { applicationDefault, deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging, type Messaging } from 'firebase-admin/messaging';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEYS, type RunningSandbox, startSandbox } from './support/start-sandbox.ts';

/** Clear text to the sandbox under the real Host header: the seam of providers.md 3A. */
class SandboxAgent extends Agent {
  readonly port: number;
  constructor(port: number) {
    super();
    this.port = port;
  }
  override createConnection() {
    return connect(this.port, '127.0.0.1');
  }
}

let sandbox: RunningSandbox;
let ours: Messaging;
let foreign: Messaging;
const apps: ReturnType<typeof initializeApp>[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.GOOGLE_APPLICATION_CREDENTIALS = sandbox.credentialsPath;
  ours = messagingOf(KEYS.FCM_PROJECT_ID);
  foreign = messagingOf('someone-else');
});
afterAll(async () => {
  await Promise.all(apps.map((app) => deleteApp(app)));
  await sandbox.stop();
});
beforeEach(() => sandbox.post('/reset'));

function messagingOf(projectId: string): Messaging {
  const httpAgent = new SandboxAgent(sandbox.port);
  const app = initializeApp({ projectId, httpAgent, credential: applicationDefault(httpAgent) }, projectId);
  apps.push(app);
  return getMessaging(app);
}

const message = {
  token: 'device-1',
  notification: { title: 'Order Confirmed!', body: '₹120.00, 2 items' },
  data: { notification_id: '1' },
  android: {
    priority: 'high' as const,
    ttl: 600_000,
    collapseKey: 'o1',
    notification: { channelId: 'orders', tag: 'o1' },
  },
  apns: { headers: { 'apns-priority': '10', 'apns-collapse-id': 'o1' }, payload: { aps: { sound: 'default' } } },
  webpush: { headers: { Urgency: 'high', TTL: '600' }, fcmOptions: { link: 'https://campus.example/kitchen' } },
};
const pushes = (token: string) => sandbox.get<{ pushes: object[] }>(`/push?token=${token}`);
const raw = (error: { httpResponse?: { data?: { error?: { details?: unknown } } } }) =>
  error.httpResponse?.data?.error?.details;

test('a push is accepted and readable', async () => {
  const name = await ours.send(message);
  expect(name).toMatch(/^projects\/campus-test\/messages\//);
  const { title, body } = message.notification;
  expect((await pushes('device-1')).pushes).toMatchObject([
    { token: 'device-1', title, body, data: { notification_id: '1' }, name },
  ]);
  expect((await pushes('device-2')).pushes).toEqual([]);
});

test.each([
  ['UNREGISTERED', 'messaging/registration-token-not-registered'],
  ['INVALID_ARGUMENT', 'messaging/invalid-argument'],
  ['SENDER_ID_MISMATCH', 'messaging/mismatched-credential'],
  ['THIRD_PARTY_AUTH_ERROR', 'messaging/third-party-auth-error'],
  ['QUOTA_EXCEEDED', 'messaging/message-rate-exceeded'],
  ['INTERNAL', 'messaging/internal-error'],
])('%s becomes %s', async (behaviour, code) => {
  await sandbox.post('/fcm/tokens', { token: 'device-1', behaviour, times: 1 });
  await expect(ours.send(message)).rejects.toMatchObject({ code });
  await ours.send(message);
});

test('the SDK outlives one UNAVAILABLE and one reset', async () => {
  await sandbox.post('/fcm/tokens', { token: 'device-1', behaviour: 'UNAVAILABLE', times: 1 });
  await ours.send(message);
  await sandbox.post('/fcm/tokens', { token: 'device-1', behaviour: 'reset', times: 1 });
  await ours.send(message);
  expect((await pushes('device-1')).pushes).toHaveLength(2);
});

test('a wrong project looks like a dead token but carries no FcmError', async () => {
  const error = await foreign.send(message).catch((reason) => reason);
  expect(error.code).toBe('messaging/registration-token-not-registered');
  expect(raw(error)).toBeUndefined();
  await sandbox.post('/fcm/tokens', { token: 'device-1', behaviour: 'UNREGISTERED' });
  const dead = await ours.send(message).catch((reason) => reason);
  expect(raw(dead)).toMatchObject([{ errorCode: 'UNREGISTERED' }]);
});

test('payloads FCM would refuse are refused', async () => {
  await expect(ours.send({ ...message, data: { big: 'x'.repeat(4096) } })).rejects.toMatchObject({
    code: 'messaging/invalid-argument',
  });
  const unsigned = await fetch(`${sandbox.url}/v1/projects/campus-test/messages:send`, { method: 'POST' });
  expect(unsigned.status).toBe(401);
});

test('a token is given for a genuine assertion only', async () => {
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a.b.c' });
  const answer = await fetch(`${sandbox.url}/token`, { method: 'POST', body });
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
});

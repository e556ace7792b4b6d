import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';

const PROJECT = 'campus-test';

interface Push {
  token: string;
  title: string;
  body: string;
  data: Record<string, string>;
  message: Record<string, Record<string, unknown>>;
}

interface Sms {
  provider: 'twilio' | 'msg91';
  to: string;
  text: string;
}

/** A call of a provider as the sandbox saw it. */
export interface ProviderCall {
  at: string;
  path: string;
  body: Record<string, unknown>;
  status: number;
  duration_ms: number;
}

/** The providers' stand-in as a process of its own, with what a service needs to be its client. */
export async function startSandbox() {
  const directory = mkdtempSync(join(tmpdir(), 'notification-'));
  const environment = {
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'twilio-test-token',
    MSG91_AUTH_KEY: 'msg91-test-key',
    FCM_PROJECT_ID: PROJECT,
    GOOGLE_APPLICATION_CREDENTIALS: writeServiceAccount(directory),
  };
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../sandbox/src/main.ts', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      LOG_LEVEL: 'error',
      RAZORPAY_KEY_ID: 'rzp_test_sandbox',
      RAZORPAY_KEY_SECRET: 'unused',
      RAZORPAY_WEBHOOK_SECRETS: 'unused',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  atEnd(async () => {
    child.kill();
    rmSync(directory, { recursive: true });
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => void (await fetch(`${url}/health`)), { timeoutMs: 20_000 });
  return { url, environment, ...control(url) };
}

function control(url: string) {
  const call = async (path: string, body?: object) => {
    const answer = await fetch(`${url}/__sandbox${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as {
      pushes: Push[];
      messages: Sms[];
      requests: ProviderCall[];
      tokens: { token: string }[];
    };
  };
  return {
    pushesTo: async (token: string): Promise<Push[]> => (await call(`/push?token=${token}`)).pushes,
    smsTo: async (phone: string): Promise<Sms[]> => (await call(`/sms?to=${encodeURIComponent(phone)}`)).messages,
    device: (token: string, behaviour: object) => call('/fcm/tokens', { token, ...behaviour }),
    /** What Twilio does with a number: refuse it, or report later that the message did not arrive. */
    number: (to: string, behaviour: { refuse?: number; undelivered?: number }) =>
      call('/twilio/numbers', { to, ...behaviour }),
    /** FCM has what was to happen once to this device in hand. */
    isSpent: async (token: string) => !(await call('/fcm/tokens')).tokens.some((one) => one.token === token),
    fault: (fault: object) => call('/faults', fault),
    /** The fault is over. */
    heal: async () => void (await fetch(`${url}/__sandbox/faults`, { method: 'DELETE' })),
    callsTo: async (provider: 'fcm' | 'twilio' | 'msg91') => (await call(`/requests?provider=${provider}`)).requests,
  };
}

function writeServiceAccount(directory: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const path = join(directory, 'service-account.json');
  const account = {
    type: 'service_account',
    project_id: PROJECT,
    private_key_id: 'test',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: `push@${PROJECT}.iam.gserviceaccount.com`,
    client_id: '1',
    token_uri: 'https://oauth2.googleapis.com/token',
  };
  writeFileSync(path, JSON.stringify(account));
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@campus/logger/logger';
import { createApp } from '../../src/app.ts';
import { readServiceAccount } from '../../src/google/service-account.ts';
import { createHttpPart } from '../../src/http-part.ts';
import { createSandbox } from '../../src/sandbox.ts';

export const KEYS = {
  RAZORPAY_KEY_ID: 'rzp_test_sandbox',
  RAZORPAY_KEY_SECRET: 'campus_test_key_secret',
  RAZORPAY_WEBHOOK_SECRETS: ['whsec_campus_test'],
  RAZORPAY_WEBHOOK_URL: undefined,
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'twilio_test_token',
  MSG91_AUTH_KEY: 'msg91_test_key',
  FCM_PROJECT_ID: 'campus-test',
};

export interface RunningSandbox {
  url: string;
  port: number;
  credentialsPath: string;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body?: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** A whole sandbox in this process on a free port; the caller speaks HTTP to it like everyone else. */
export async function startSandbox(): Promise<RunningSandbox> {
  const credentialsPath = writeServiceAccount();
  const config = {
    ...KEYS,
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'silent' as const,
    GOOGLE_APPLICATION_CREDENTIALS: credentialsPath,
  };
  const logger = createLogger({ service: 'sandbox', level: 'silent' });
  const sandbox = createSandbox({ config, logger, account: readServiceAccount(credentialsPath) });
  const part = createHttpPart(createApp(sandbox), { host: config.HOST, port: 0 });
  await part.start();
  const url = `http://127.0.0.1:${part.port()}`;
  return {
    url,
    port: part.port(),
    credentialsPath,
    get: (path) => call(`${url}/__sandbox${path}`, { method: 'GET' }),
    post: (path, body = {}) =>
      call(`${url}/__sandbox${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    stop: () => part.stop(),
  };
}

async function call<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  if (response.status >= 500) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

function writeServiceAccount(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const path = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'service-account.json');
  const account = {
    type: 'service_account',
    project_id: KEYS.FCM_PROJECT_ID,
    private_key_id: 'test',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: `push@${KEYS.FCM_PROJECT_ID}.iam.gserviceaccount.com`,
    client_id: '1',
    token_uri: 'https://oauth2.googleapis.com/token',
  };
  writeFileSync(path, JSON.stringify(account));
  return path;
}

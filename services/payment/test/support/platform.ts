import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@campus/database/connect';
import { atEnd } from '@campus/testing/at-end';
import { type BrokerTap, brokerTap, freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { type RunningProcess, startProcess } from '@campus/testing/process';
import { createTokenIssuer, type TokenIssuer } from '@campus/testing/tokens';
import { freePort } from './free-port.ts';
import { createRazorpay, type Razorpay } from './razorpay.ts';

export const KEY_SECRET = 'campus_test_key_secret';
export const WEBHOOK_SECRET = 'whsec_campus_test';
export const OLD_WEBHOOK_SECRET = 'whsec_campus_old';

export interface Platform {
  db: Db;
  rabbitmqUrl: string;
  tap: BrokerTap;
  issuer: TokenIssuer;
  service: RunningProcess;
  razorpay: Razorpay;
  environment: Record<string, string>;
}

const KEYS = {
  RAZORPAY_KEY_ID: 'rzp_test_campus',
  RAZORPAY_KEY_SECRET: KEY_SECRET,
  RAZORPAY_WEBHOOK_SECRETS: `${WEBHOOK_SECRET},${OLD_WEBHOOK_SECRET}`,
};

/** The payment service as a process, with the sandbox in Razorpay's place. */
export async function startPlatform(): Promise<Platform> {
  const [{ url: DATABASE_URL, db }, rabbitmqUrl, issuer, PORT] = await Promise.all([
    freshDatabase('payment', new URL('../../migrations/', import.meta.url)),
    freshVhost(),
    createTokenIssuer(),
    freePort(),
  ]);
  const tap = await brokerTap(rabbitmqUrl);
  const razorpay = await startSandbox(`http://127.0.0.1:${PORT}/api/v1/payments/webhook`);
  const environment = {
    ...KEYS,
    ...issuer.environment,
    PORT: String(PORT),
    DATABASE_URL,
    RABBITMQ_URL: rabbitmqUrl,
    RAZORPAY_BASE_URL: razorpay.url,
  };
  const service = await startProcess(new URL('../../src/main.ts', import.meta.url), environment);
  return { db, rabbitmqUrl, tap, issuer, service, razorpay, environment };
}

async function startSandbox(webhookUrl: string): Promise<Razorpay> {
  const folder = await mkdtemp(join(tmpdir(), 'payment-test-'));
  atEnd(() => rm(folder, { recursive: true }));
  const account = join(folder, 'google.json');
  await writeFile(account, serviceAccount());
  const sandbox = await startProcess(new URL('../../../sandbox/src/main.ts', import.meta.url), {
    ...KEYS,
    RAZORPAY_WEBHOOK_URL: webhookUrl,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'test',
    MSG91_AUTH_KEY: 'test',
    FCM_PROJECT_ID: 'test',
    GOOGLE_APPLICATION_CREDENTIALS: account,
    LOG_LEVEL: 'warn',
  });
  return createRazorpay(sandbox);
}

function serviceAccount(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({
    type: 'service_account',
    project_id: 'test',
    private_key_id: 'test',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'test@test.iam.gserviceaccount.com',
    client_id: '1',
    token_uri: 'https://oauth2.googleapis.com/token',
  });
}

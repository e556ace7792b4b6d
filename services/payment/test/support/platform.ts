import type { Db } from '@campus/database/connect';
import { type BrokerTap, brokerTap, freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { type RunningProcess, startProcess } from '@campus/testing/process';
import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';
import { createTokenIssuer, type TokenIssuer } from '@campus/testing/tokens';
import { freePort } from './free-port.ts';
import { type Razorpay, startRazorpay } from './razorpay.ts';

export const KEY_SECRET = 'campus_test_key_secret';
export const WEBHOOK_SECRET = 'whsec_campus_test';
export const OLD_WEBHOOK_SECRET = 'whsec_campus_old';

const KEYS = {
  RAZORPAY_KEY_ID: 'rzp_test_campus',
  RAZORPAY_KEY_SECRET: KEY_SECRET,
  RAZORPAY_WEBHOOK_SECRETS: `${WEBHOOK_SECRET},${OLD_WEBHOOK_SECRET}`,
};

export interface Platform {
  db: Db;
  rabbitmqUrl: string;
  tap: BrokerTap;
  /** Between the service and its broker. */
  brokerWire: TcpProxy;
  issuer: TokenIssuer;
  service: RunningProcess;
  razorpay: Razorpay;
  /** Another replica over the same database and broker. */
  startReplica(): Promise<RunningProcess>;
}

/** The payment service as a process, with the sandbox in Razorpay's place. */
export async function startPlatform(): Promise<Platform> {
  const PORT = String(await freePort());
  const [{ url: DATABASE_URL, db }, rabbitmqUrl, issuer, razorpay] = await Promise.all([
    freshDatabase('payment', new URL('../../migrations/', import.meta.url)),
    freshVhost(),
    createTokenIssuer(),
    startRazorpay({ ...KEYS, RAZORPAY_WEBHOOK_URL: `http://127.0.0.1:${PORT}/api/v1/payments/webhook` }),
  ]);
  const [tap, brokerWire] = await Promise.all([brokerTap(rabbitmqUrl), startTcpProxy(rabbitmqUrl)]);
  const environment = {
    ...KEYS,
    ...issuer.environment,
    DATABASE_URL,
    RABBITMQ_URL: brokerWire.url,
    RAZORPAY_BASE_URL: razorpay.url,
  };
  const entry = new URL('../../src/main.ts', import.meta.url);
  const service = await startProcess(entry, { ...environment, PORT });
  const startReplica = () => startProcess(entry, environment);
  return { db, rabbitmqUrl, tap, brokerWire, issuer, service, razorpay, startReplica };
}

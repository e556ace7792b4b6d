import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { freePort } from './free-port.ts';

interface Callback {
  razorpay_order_id: string;
  razorpay_payment_id: string;
  razorpay_signature: string;
}

interface LedgerLine {
  order_id: string;
  receipt: string;
  captured_paise: number;
  refunded_paise: number;
  payments: { id: string; status: string; amount: number }[];
  refunds: { id: string; receipt: string; amount: number; status: string }[];
}

interface Delivery {
  event_id: string;
  event: string;
  state: string;
}

interface Request {
  /** When it ended. */
  at: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: { receipt?: string } | null;
  duration_ms: number;
}

type Entity = Record<string, unknown> & { id: string };

export type Razorpay = Awaited<ReturnType<typeof startRazorpay>>;

/** The sandbox as a process of its own, and the hands of the customer, the bank and the attacker in it. */
export async function startRazorpay(keys: Record<string, string>) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'payment-test-'));
  const account = join(folder, 'google.json');
  await writeFile(account, serviceAccount());
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../sandbox/src/main.ts', import.meta.url))], {
    env: {
      ...{ PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error', GOOGLE_APPLICATION_CREDENTIALS: account },
      ...{ TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'test', MSG91_AUTH_KEY: 'test', FCM_PROJECT_ID: 'test' },
      ...keys,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  atEnd(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => void (await fetch(`${url}/health`)), { timeoutMs: 20_000 });
  return { url, ...controls(url), dashboard: dashboardOf(url, keys) };
}

function controls(url: string) {
  const call = async <Result>(path: string, body?: object): Promise<Result> => {
    const method = body ? 'POST' : 'GET';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/__sandbox${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Result;
  };
  const ledger = async (receipt: string): Promise<LedgerLine[]> => {
    const { orders } = await call<{ orders: LedgerLine[] }>('/razorpay/ledger');
    return orders.filter((line) => line.receipt === receipt);
  };
  return {
    checkout: (orderId: string, outcome = 'success', more: object = {}): Promise<Callback> =>
      call('/razorpay/checkout', { order_id: orderId, outcome, ...more }),
    fault: (fault: object) => call('/faults', { provider: 'razorpay', ...fault }),
    clearFaults: () => fetch(`${url}/__sandbox/faults`, { method: 'DELETE' }),
    settings: (settings: object) => call('/razorpay/settings', settings),
    knobs: (knobs: object) => call('/webhooks/knobs', knobs),
    release: () => call('/webhooks/release', {}),
    replay: (id: string) => call('/webhooks/replay', { id, as: 'fresh_event_id' }),
    advance: (ms: number) => call('/clock', { advance_ms: ms }),
    deliveries: async () => (await call<{ deliveries: Delivery[] }>('/webhooks')).deliveries,
    requests: async (path: string) =>
      (await call<{ requests: Request[] }>(`/requests?provider=razorpay&path=${encodeURIComponent(path)}`)).requests,
    /** Razorpay's own books for one of our payments: one line per order made with its receipt. */
    ledger,
  };
}

/** What a person does at Razorpay itself, past our service. */
function dashboardOf(url: string, { RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET }: Record<string, string>) {
  const authorization = `Basic ${Buffer.from(`${RAZORPAY_KEY_ID}:${RAZORPAY_KEY_SECRET}`).toString('base64')}`;
  const call = async (method: string, path: string, body?: object): Promise<Entity> => {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Entity;
  };
  return {
    payment: (id: string) => call('GET', `/payments/${id}`),
    capture: (id: string, amount: number) => call('POST', `/payments/${id}/capture`, { amount, currency: 'INR' }),
    refund: (id: string, amount: number) => call('POST', `/payments/${id}/refund`, { amount }),
    order: (amount: number, receipt: string) => call('POST', '/orders', { amount, currency: 'INR', receipt }),
  };
}

function serviceAccount(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return JSON.stringify({ private_key: key, client_email: 'test@test.iam.gserviceaccount.com' });
}

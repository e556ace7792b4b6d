import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask, LoadAnswer } from './connection.ts';
import type { LoadRequest } from './load-job.ts';

interface Payer {
  /** The platform, as the student. */
  ask: Ask;
  token: string;
  sandbox: Ask;
}

interface Payment {
  gateway_order_id: string | null;
}

interface PlacedByUpi {
  order: { id: string };
  payment: Payment | null;
}

const LOOK_MS = 100;
const PATIENCE_MS = 30_000;

/** Pays a new order in the sandbox; only the webhook tells the platform. Under load the payment may appear some time after the order. */
export async function payByUpi({ ask, token, sandbox }: Payer, placed: LoadAnswer): Promise<void> {
  const { order, payment }: PlacedByUpi = JSON.parse(placed.body);
  const gatewayOrderId = payment?.gateway_order_id ?? (await comeByItself(order.id, { ask, token }));
  const { status } = await sandbox(paying(gatewayOrderId), '');
  if (status >= 400) throw new Error(`the sandbox took no payment: ${status}`);
}

async function comeByItself(orderId: string, { ask, token }: Pick<Payer, 'ask' | 'token'>): Promise<string> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    await sleep(LOOK_MS);
    const { status, body } = await ask(reading(`/api/v1/payments/orders/${orderId}`), token);
    const { payment }: { payment?: Payment } = status === 200 ? JSON.parse(body) : {};
    if (payment?.gateway_order_id) return payment.gateway_order_id;
  }
  throw new Error('an order without its payment for half a minute');
}

function reading(path: string): LoadRequest {
  return { method: 'GET', path, headers: {}, wantsBody: true };
}

function paying(gatewayOrderId: string): LoadRequest {
  return {
    method: 'POST',
    path: '/__sandbox/razorpay/checkout',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: gatewayOrderId, outcome: 'no_callback' }),
    wantsBody: true,
  };
}

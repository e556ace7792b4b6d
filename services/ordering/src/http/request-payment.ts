import { createBreaker } from '@campus/breaker/breaker';
import { checkout } from '@campus/contracts/orders-api';
import type { Logger } from '@campus/logger/logger';
import { currentRequestId } from '@campus/telemetry/current-request';
import { observeCall } from '@campus/telemetry/observe-call';
import { currentTrace } from '@campus/telemetry/tracing';
import { z } from 'zod';
import type { Order } from '../domain/order.ts';

/** The gateway's side of a new UPI order, or null when it cannot be had in time: the payment then appears by itself. */
export type RequestPayment = (order: Order, token: string) => Promise<z.infer<typeof checkout>>;

const DEADLINE_MS = 2_500;
const CALL = { dependency: 'payment', operation: 'POST' };
const answer = z.object({ payment: checkout.unwrap() });

/** Asks payment, in the customer's own name, to open the payment of an order. Safe to repeat; never fails a stored order, and does not wait when the last ones waited in vain. */
export function paymentRequester({ origin, logger }: { origin: string; logger: Logger }): RequestPayment {
  const unlessSlow = createBreaker('payment', isTimeout);
  return async (order, token) => {
    try {
      return await unlessSlow(() => observeCall(CALL, () => ask(origin, { order, token })));
    } catch (error) {
      logger.warn({ err: error, order_id: order.id }, 'no payment in time; it will follow by itself');
      return null;
    }
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

async function ask(origin: string, { order, token }: { order: Order; token: string }) {
  const response = await fetch(new URL('/internal/payments', origin), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-request-id': currentRequestId() ?? '',
      ...currentTrace(),
    },
    body: JSON.stringify({ order_id: order.id, amount_paise: order.totalPaise }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!response.ok) throw new Error(`payment answered ${response.status}`);
  return answer.parse(await response.json()).payment;
}

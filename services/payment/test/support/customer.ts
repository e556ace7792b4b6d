import { randomUUID } from 'node:crypto';
import { orderCancelled, orderPaymentChanged, orderPlaced, orderStatusChanged } from '@campus/contracts/order-events';
import type { AdminPaymentView, MismatchView, PaymentView } from '@campus/contracts/payments-api';
import { publishEvent } from '@campus/testing/broker';
import type { Platform } from './platform.ts';

export interface Answer {
  status: number;
  body: {
    payment?: PaymentView;
    payments?: AdminPaymentView[];
    orphans?: MismatchView[];
    refund?: { id: string; amount: number; status: string; reason: string };
    status?: string;
    order_id?: string;
    error?: { code: string; details?: Record<string, unknown> };
  };
}

/** Somebody with a token of the role. */
export function caller(platform: Platform, role: 'consumer' | 'admin' = 'consumer', userId: string = randomUUID()) {
  const token = platform.issuer.sign({ role, userId });
  const call = async (method: string, path: string, body?: object, more: object = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more };
    const url = new URL(path, platform.service.url);
    const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  return {
    userId,
    get: (path: string) => call('GET', path),
    post: (path: string, body: object, headers?: object) => call('POST', path, body, headers),
  };
}

type Caller = ReturnType<typeof caller>;

/** A customer with an order that ordering has asked a payment for. */
export async function checkedOut(platform: Platform, amountPaise = 46_000) {
  const customer = caller(platform);
  const orderId = randomUUID();
  const wish = { order_id: orderId, amount_paise: amountPaise };
  const { status, body } = await customer.post('/internal/payments', wish);
  const { payment } = body;
  if (!payment?.gateway_order_id) throw new Error(`no payment: ${status} ${JSON.stringify(body)}`);
  return { customer, orderId, amountPaise, paymentId: payment.id, gatewayOrderId: payment.gateway_order_id };
}

type Checkout = Pick<Awaited<ReturnType<typeof checkedOut>>, 'orderId' | 'amountPaise'> & { customer: Caller };

/** What others heard about a payment, in order. */
export function eventsOf({ tap }: Platform, paymentId: string): string[] {
  return tap.events.filter(({ aggregateid }) => aggregateid === paymentId).map(({ type }) => type);
}

/** Resolves to the first event of this type about a payment. */
export function heard({ tap }: Platform, type: string, paymentId: string, timeoutMs?: number) {
  return tap.waitFor((event) => event.type === type && event.aggregateid === paymentId, timeoutMs);
}

/** How an admin sees a payment among those that need attention. */
export async function inAttention(platform: Platform, paymentId: string): Promise<AdminPaymentView | undefined> {
  const { body } = await caller(platform, 'admin').get('/api/v1/admin/payments?needs_attention&limit=100');
  return body.payments?.find(({ id }) => id === paymentId);
}

/** Tells what ordering tells. */
export function orderNews({ rabbitmqUrl }: Platform, { customer, orderId, amountPaise }: Checkout) {
  const order = {
    ...orderPlaced.example.order,
    id: orderId,
    user_id: customer.userId,
    total_paise: amountPaise,
    subtotal_paise: amountPaise,
  };
  const { change } = orderPlaced.example;
  return {
    placed: (more: object = {}) =>
      publishEvent(rabbitmqUrl, orderPlaced, { aggregateId: orderId, data: { order: { ...order, ...more }, change } }),
    waits: (expiresAt: Date, aggregateVersion = 2) =>
      publishEvent(rabbitmqUrl, orderPaymentChanged, {
        aggregateId: orderId,
        aggregateVersion,
        data: {
          order: { ...order, expires_at: expiresAt.toISOString(), version: aggregateVersion },
          change: { ...change, type: 'payment', from: 'pending', to: 'pending', version: aggregateVersion },
        },
      }),
    cooks: () =>
      publishEvent(rabbitmqUrl, orderStatusChanged, {
        aggregateId: orderId,
        aggregateVersion: 3,
        data: {
          order: { ...order, status: 'preparing', payment_status: 'paid' },
          change: { ...change, type: 'status', from: 'received', to: 'preparing' },
        },
      }),
    cancelled: (reason = 'customer_request', id?: string) =>
      publishEvent(rabbitmqUrl, orderCancelled, {
        id,
        aggregateId: orderId,
        aggregateVersion: 4,
        data: {
          order: { ...order, status: 'cancelled', cancellation_reason: reason },
          change: { ...change, type: 'status', from: 'received', to: 'cancelled' },
        },
      }),
  };
}

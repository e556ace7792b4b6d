import type { Caller } from '@campus/auth/verify-token';
import { type OrderView, orderView } from '@campus/contracts/order-state';
import { AppError, notFound, unauthenticated, unavailable } from '@campus/errors/app-error';
import { observeCall } from '@campus/telemetry/observe-call';
import { currentTrace } from '@campus/telemetry/tracing';
import { z } from 'zod';

// Whoever opens a socket hears within 3 s whether it shows the order.
const TIMEOUT_MS = 2_200;
const OWN_VIEW: Record<Caller['role'], string> = {
  consumer: '/api/v1/orders',
  delivery: '/api/v1/delivery/orders',
  kitchen: '/api/v1/admin/orders',
  admin: '/api/v1/admin/orders',
};
const orderAnswer = z.object({ order: orderView });
const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Ordering, asked in the caller's own name: it decides who may see what. */
export interface OrderingClient {
  /** The order's present state. Throws 404 for another person's order, 401, or 503. */
  order(caller: Caller, orderId: string): Promise<OrderView>;
  /** "We have seen it": silences the order's alarm on every screen. */
  acknowledge(caller: Caller, orderId: string): Promise<void>;
}

export function createOrderingClient(origin: string): OrderingClient {
  async function ask(caller: Caller, { method, path }: { method: string; path: string }): Promise<unknown> {
    const response = await observeCall({ dependency: 'ordering', operation: method }, () =>
      fetch(new URL(path, origin), {
        method,
        headers: { authorization: `Bearer ${caller.token}`, ...currentTrace() },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      }),
    ).catch((error: unknown) => {
      throw unavailable('The order cannot be looked up at the moment.', error);
    });
    const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
    if (response.ok) return body;
    throw refusal(response.status, body);
  }

  return {
    async order(caller, orderId) {
      const path = `${OWN_VIEW[caller.role]}/${orderId}`;
      return orderAnswer.parse(await ask(caller, { method: 'GET', path })).order;
    },
    async acknowledge(caller, orderId) {
      await ask(caller, { method: 'POST', path: `/internal/orders/${orderId}/acknowledge` });
    },
  };
}

function refusal(status: number, body: unknown): AppError {
  const { data } = errorAnswer.safeParse(body);
  if (status === 401) return unauthenticated('The access token is not valid.', data?.error.code);
  if (status === 403 || status === 404) return notFound('Order');
  if (status >= 400 && status < 500 && data) return new AppError('conflict', data.error.code, data.error.message);
  return unavailable('The order cannot be looked up at the moment.');
}

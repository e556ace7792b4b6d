import { randomUUID } from 'node:crypto';
import type { EventKind } from '@campus/contracts/event';
import type { OrderEvent, OrderEventData } from '@campus/contracts/order-events';
import { type OrderState, viewOfOrder } from '@campus/contracts/order-state';
import { freshVhost, publishEvent } from '@campus/testing/broker';
import { type RunningProcess, startProcess } from '@campus/testing/process';
import { freshRedis } from '@campus/testing/redis';
import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';
import { createTokenIssuer, type TokenIssuer } from '@campus/testing/tokens';
import { type FakeOrdering, fakeOrdering } from './ordering.ts';

export interface Platform {
  /** Two replicas of realtime. */
  first: RunningProcess;
  second: RunningProcess;
  ordering: FakeOrdering;
  issuer: TokenIssuer;
  redisUrl: string;
  /** The way of both replicas to Redis. */
  redisLink: TcpProxy;
  rabbitmqUrl: string;
  publish<Kind extends EventKind>(kind: Kind, event: Parameters<typeof publishEvent<Kind>>[2]): Promise<string>;
  /** Publishes a change of an order, as ordering would, and lets the fake ordering know the new state. */
  change(kind: OrderEvent, order: OrderState, options?: { id?: string }): Promise<string>;
}

export const ALLOWED_ORIGIN = 'https://portal.example';

export async function startPlatform(settings: Record<string, string> = {}): Promise<Platform> {
  const [rabbitmqUrl, redisUrl, ordering, issuer] = await Promise.all([
    freshVhost(),
    freshRedis(),
    fakeOrdering(),
    createTokenIssuer(),
  ]);
  const redisLink = await startTcpProxy(redisUrl);
  const environment = {
    ...issuer.environment,
    RABBITMQ_URL: rabbitmqUrl,
    REDIS_URL: redisLink.url,
    ORDERING_URL: ordering.url,
    ALLOWED_ORIGINS: ALLOWED_ORIGIN,
    ...settings,
  };
  const entry = new URL('../../src/main.ts', import.meta.url);
  const [first, second] = await Promise.all([startProcess(entry, environment), startProcess(entry, environment)]);
  const publish: Platform['publish'] = (kind, event) => publishEvent(rabbitmqUrl, kind, event);
  return {
    first,
    second,
    ordering,
    issuer,
    redisUrl,
    redisLink,
    rabbitmqUrl,
    publish,
    async change(kind, order, { id } = {}) {
      ordering.orders.set(order.id, viewOfOrder(order));
      const { change } = kind.example as OrderEventData;
      const data: OrderEventData = { order, change: { ...change, version: order.version } };
      return publish(kind, { id, aggregateId: order.id, aggregateVersion: order.version, data });
    },
  };
}

/** A cash order, confirmed when placed, unless told otherwise. */
export function anOrder(example: { order: OrderState }, changes: Partial<OrderState> = {}): OrderState {
  const created_at = new Date().toISOString();
  const order = { ...example.order, id: randomUUID(), user_id: randomUUID(), created_at, version: 1 };
  return { ...order, payment_method: 'cash', confirmed_at: order.created_at, ...changes };
}

/** The order after one more change. */
export function after(order: OrderState, changes: Partial<OrderState>): OrderState {
  return { ...order, ...changes, version: order.version + 1, updated_at: new Date().toISOString() };
}

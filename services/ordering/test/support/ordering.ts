import { randomUUID } from 'node:crypto';
import { menuItemChanged } from '@campus/contracts/menu-events';
import { brokerTap, freshVhost, publishEvent } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { createTokenIssuer, type TokenClaims } from '@campus/testing/tokens';
import { startPayment } from './payment-stand-in.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers as a client without our types would
  body: any;
}

const MAIN = new URL('../../src/main.ts', import.meta.url);
export const ALL_DAY = { all_day: { start: '00:00', end: '00:00' } };

/** Ordering as it runs in production, with real servers of its own and a menu of two dishes, open at any hour. */
export async function startOrdering() {
  const { url: DATABASE_URL, db } = await freshDatabase('ordering', new URL('../../migrations/', import.meta.url));
  const RABBITMQ_URL = await freshVhost();
  const issuer = await createTokenIssuer();
  const payment = await startPayment();
  const tap = await brokerTap(RABBITMQ_URL);
  const environment = {
    DATABASE_URL,
    RABBITMQ_URL,
    PAYMENT_URL: payment.url,
    LOG_LEVEL: 'info',
    ...issuer.environment,
  };
  await db('system_config')
    .where({ key: 'time_slots' })
    .update({ value: JSON.stringify(ALL_DAY) });
  const service = await startProcess(MAIN, environment);

  async function call(
    method: string,
    path: string,
    options: { as?: Partial<TokenClaims>; body?: unknown; headers?: object } = {},
  ) {
    const { as, body, headers } = options;
    const authorization = as && { authorization: `Bearer ${issuer.sign({ role: 'consumer', ...as })}` };
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...authorization, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text && JSON.parse(text) } as Answer;
  }

  /** Puts a dish on the menu as catalog would and waits until ordering knows it. */
  async function serveDish(dish: {
    id?: string;
    pricePaise: number;
    version?: number;
    isAvailable?: boolean;
    timeSlots?: string[];
    isDeleted?: boolean;
  }) {
    const { id = randomUUID(), pricePaise, version = 1, isAvailable = true, timeSlots = [], isDeleted = false } = dish;
    const item = {
      ...menuItemChanged.example.item,
      id,
      price_paise: pricePaise,
      version,
      is_available: isAvailable,
      time_slots: timeSlots,
      is_deleted: isDeleted,
    };
    await publishEvent(RABBITMQ_URL, menuItemChanged, { aggregateId: id, aggregateVersion: version, data: { item } });
    await eventually(async () => {
      const known = await db('menu_items').where({ id }).first('version');
      if (known?.version !== version) throw new Error(`dish ${id} is not known in version ${version}`);
    });
    return id;
  }

  return {
    service,
    environment,
    db,
    tap,
    payment,
    call,
    serveDish,
    rabbitmqUrl: RABBITMQ_URL,
    databaseUrl: DATABASE_URL,
  };
}

export type Ordering = Awaited<ReturnType<typeof startOrdering>>;

/** The body of an order for one dish. */
export function orderOf(menuItemId: string, wish: object = {}) {
  return {
    items: [{ menu_item_id: menuItemId, quantity: 2 }],
    order_type: 'pickup',
    payment_method: 'cash',
    ...wish,
  };
}

import { configChanged } from '@campus/contracts/config-events';
import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import { orderConfirmed } from '@campus/contracts/order-events';
import { viewOfOrder } from '@campus/contracts/order-state';
import {
  acknowledgement,
  acknowledgementAnswer,
  categoryMessage,
  configMessage,
  handshake,
  helloMessage,
  liveMessage,
  menuItemMessage,
  orderMessage,
  orderSocketMessage,
} from '@campus/contracts/realtime-api';
import { rupeesFromPaise } from '@campus/money/money';
import { z } from 'zod';

interface SocketMessage {
  schema: z.ZodType;
  summary?: string;
  examples: unknown[];
}

const position = '1771000000000-0';
const order = viewOfOrder(orderConfirmed.example.order);
const { status, payment_status, updated_at, version } = order;
const { price_paise, ...dish } = menuItemChanged.example.item;
const { updated_by: _nobodysBusiness, ...setting } = configChanged.example;

/** What every screen is shown, with the names that socket.io and the event stream give it. */
export const SHOWN: Record<string, SocketMessage> = {
  hello: {
    schema: helloMessage,
    summary:
      'The messages after this position follow. Send the last position you saw as `since` when you connect again.',
    examples: [{ position }],
  },
  order: {
    schema: orderMessage,
    summary: 'The whole card. Keep the highest `version` of each order.',
    examples: [{ position, type: 'confirmed', order }],
  },
  menu_item: {
    schema: menuItemMessage,
    examples: [{ position, item: { ...dish, price: rupeesFromPaise(price_paise) } }],
  },
  category: {
    schema: categoryMessage,
    summary: 'A category was changed; one that is not active takes its dishes from the menu.',
    examples: [{ position, ...categoryChanged.example }],
  },
  config: { schema: configMessage, examples: [{ position, ...setting }] },
  resync: {
    schema: z.object({}),
    summary: 'Something was missed that is not kept any more, or a job was taken away: fetch the list again.',
    examples: [{}],
  },
  live: {
    schema: liveMessage,
    summary: '`false` while changes do not get through: say so on the screen; `true` when they flow again.',
    examples: [{ live: false }],
  },
};

/** What goes over the socket of one order. */
export const WATCHED: Record<string, SocketMessage> = {
  order_watch: {
    schema: orderSocketMessage,
    examples: [
      { event: 'status_changed', data: { status, payment_status, updated_at, version, order } },
      { event: 'estimated_time', data: { ready_by: '2026-02-13T09:15:00Z', version, order } },
    ],
  },
};

/** What clients say, and what they are answered. */
export const SAID: Record<string, SocketMessage> = {
  handshake: { schema: handshake, examples: [{ token: 'eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl', since: position }] },
  ack: { schema: acknowledgement, examples: [{ order_id: order.id }] },
  ack_answer: {
    schema: acknowledgementAnswer,
    examples: [{ ok: true }, { error: { code: 'NOT_FOUND', message: 'Order not found.' } }],
  },
};

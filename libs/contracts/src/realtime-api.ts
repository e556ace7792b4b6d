import { z } from 'zod';
import { categoryState, menuItemState } from './menu-events.ts';
import { changeType, orderView } from './order-state.ts';
import { id, instant, rupees } from './values.ts';

/** Where a message stands in its stream; a client sends the last one it saw as `since` or `Last-Event-ID`. */
export const position = z.string().regex(/^\d{1,15}-\d{1,15}$/);

/** `order` on socket.io and SSE: the whole card. A client keeps the highest `order.version` and needs no other rule. */
export const orderMessage = z.object({ position, type: changeType, order: orderView });
export type OrderMessage = z.infer<typeof orderMessage>;

export const menuItemView = z.object({ ...menuItemState.omit({ price_paise: true }).shape, price: rupees });
export const menuItemMessage = z.object({ position, item: menuItemView });

/** A category that is not active takes its dishes from the menu. */
export const categoryMessage = z.object({ position, category: categoryState });

export const configMessage = z.object({
  position,
  key: z.string(),
  value: z.unknown(),
  updated_at: instant,
  version: z.int().positive(),
});

/** `hello`: the messages after this position follow. */
export const helloMessage = z.object({ position });

/** `live`: false while changes do not get through, so a screen should say so; true when they flow again. */
export const liveMessage = z.object({ live: z.boolean() });
export type LiveMessage = z.infer<typeof liveMessage>;

/** socket.io handshake `auth`. */
export const handshake = z.object({ token: z.string().min(1), since: z.string().max(40).nullish() });

/** What a kitchen screen emits as `ack`, and what its callback gets. */
export const acknowledgement = z.strictObject({ order_id: id });
export const acknowledgementAnswer = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);
export type AcknowledgementAnswer = z.infer<typeof acknowledgementAnswer>;

/** The two messages of `/api/v1/ws/orders/{order_id}`; `order` is the whole card. */
export const orderSocketMessage = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('status_changed'),
    data: z.object({
      ...orderView.pick({ status: true, payment_status: true, updated_at: true, version: true }).shape,
      order: orderView,
    }),
  }),
  z.object({
    event: z.literal('estimated_time'),
    data: z.object({ ready_by: instant, version: z.int().positive(), order: orderView }),
  }),
]);
export type OrderSocketMessage = z.infer<typeof orderSocketMessage>;

/** Close codes of that socket beyond 1000 (the order is final), 1012 (reconnect) and 1013 (try again later). */
export const CLOSE_CODES = { badToken: 4401, unknownOrder: 4404, tooMany: 4429 } as const;

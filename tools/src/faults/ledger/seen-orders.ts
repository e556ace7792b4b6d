import { z } from 'zod';
import type { SeenOrder } from './entry.ts';

const order = z.object({
  id: z.string(),
  user_id: z.string(),
  order_number: z.string(),
  version: z.number(),
  status: z.string(),
  total: z.number(),
});

/** Every order in an answer, however deep: also one that has no business there. */
export function seenOrders(body: unknown): SeenOrder[] {
  if (typeof body !== 'object' || body === null) return [];
  const inside = Object.values(body).flatMap(seenOrders);
  const { data } = order.safeParse(body);
  if (!data) return inside;
  const { id, user_id: userId, version, status, total } = data;
  return [{ id, userId, version, status, total }, ...inside];
}

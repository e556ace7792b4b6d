import type { OrderView } from '@campus/contracts/order-state';

/** `soon`: amber, somebody should look; `late`: red. */
export type Urgency = 'calm' | 'soon' | 'late';

const MINUTE_MS = 60_000;
/** A new order should be started within this, and must be within twice this. */
const UNTOUCHED_MS = 3 * MINUTE_MS;
/** Food at the counter gets cold. */
const WAITING_MS = 10 * MINUTE_MS;
/** Of the time that was promised, the part at whose end the timer turns amber. */
const SHARE_SOON = 0.25;

/** How a ticket's timer looks at this moment: by the estimate while it is cooked, by its age before and after. */
export function urgencyOf(order: OrderView, now: number): Urgency {
  if (order.status === 'received') return byAge(now - startOf(order), UNTOUCHED_MS);
  if (order.status === 'preparing') return byEstimate(order, now);
  if (order.status === 'ready') return byAge(now - Date.parse(order.updated_at), WAITING_MS);
  return 'calm';
}

/** Milliseconds since the kitchen knows of it. */
export function ageOf(order: OrderView, now: number): number {
  return Math.max(0, now - startOf(order));
}

/** `7:05`, `1:02:09` */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function startOf({ confirmed_at, created_at }: OrderView): number {
  return Date.parse(confirmed_at ?? created_at);
}

function byAge(age: number, limit: number): Urgency {
  if (age >= 2 * limit) return 'late';
  return age >= limit ? 'soon' : 'calm';
}

function byEstimate(order: OrderView, now: number): Urgency {
  if (order.estimated_ready_time === null) return 'calm';
  const due = Date.parse(order.estimated_ready_time);
  if (now >= due) return 'late';
  return now >= due - SHARE_SOON * (due - startOf(order)) ? 'soon' : 'calm';
}

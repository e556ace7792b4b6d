import type { OrderView } from '@campus/contracts/order-state';

const MINUTE_MS = 60_000;

/** The new estimate: later than what was promised, and for a ticket that is late already, later than now. */
export function delayedBy(
  { estimated_ready_time: promised }: Pick<OrderView, 'estimated_ready_time'>,
  { minutes, now }: { minutes: number; now: number },
): string {
  const from = Math.max(now, promised === null ? now : Date.parse(promised));
  return new Date(from + minutes * MINUTE_MS).toISOString();
}

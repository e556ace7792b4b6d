import type { Actor } from '@campus/contracts/order-state';
import { changed, type Decision, type Order, unchanged } from './order.ts';
import { allowedNext, invalidTransition } from './order-status.ts';

// A kitchen cooks several orders at once: each one before this adds a tenth of an average preparation.
const SHARE_OF_QUEUE = 0.1;

/** When an order that starts now will be ready, with `ahead` orders being prepared already. */
export function estimateReadyTime(now: Date, averagePreparationMinutes: number, ahead: number): Date {
  const minutes = averagePreparationMinutes * (1 + SHARE_OF_QUEUE * ahead);
  return new Date(now.getTime() + Math.round(minutes) * 60_000);
}

/** A new estimate for an order in the kitchen; the customer is told. */
export function reestimate(order: Order, readyTime: Date, by: Actor, at: Date): Decision {
  if (order.estimatedReadyTime?.getTime() === readyTime.getTime()) return unchanged(order);
  if (order.status !== 'received' && order.status !== 'preparing') {
    throw invalidTransition(order.status, 'delayed', allowedNext(order, by));
  }
  return changed(
    order,
    { estimatedReadyTime: readyTime },
    { type: 'estimate', from: order.estimatedReadyTime?.toISOString() ?? null, to: readyTime.toISOString(), by, at },
  );
}

/** The kitchen saw the order: its alarm stops on every screen. */
export function acknowledge(order: Order, by: Actor, at: Date): Decision {
  if (order.acknowledgedAt !== null) return unchanged(order);
  return changed(order, { acknowledgedAt: at }, { type: 'acknowledged', from: null, to: null, by, at });
}

import { type Actor, viewOfOrder } from '@campus/contracts/order-state';
import { conflict } from '@campus/errors/app-error';
import {
  type Assignment,
  changed,
  type Decision,
  followedBy,
  type Order,
  type OrderStatus,
  unchanged,
} from './order.ts';
import { stateOf } from './order-event.ts';
import { requireTransition } from './order-status.ts';

export interface Step {
  to: OrderStatus;
  by: Actor;
  at: Date;
  /** Why, when the step is a cancellation. */
  reason: string | null;
  /** When the order is expected to be ready; used by the step to `preparing`. */
  readyTime: Date | null;
}

/** Takes the order one step along the transition table. Repeating where it already is does nothing. */
export function advance(order: Order, step: Step): Decision {
  if (step.to === order.status) return unchanged(order);
  if (step.to === 'cancelled') return cancel(order, step);
  requireTransition(order, step.to, step.by);
  return changed(order, { status: step.to, ...consequences(order, step) }, statusChange(order, step));
}

function consequences(order: Order, { to, at, readyTime }: Step): Partial<Order> {
  if (to === 'preparing') return { estimatedReadyTime: readyTime };
  if (to === 'out_for_delivery') return { assignment: moved(order, { status: 'picked_up' }) };
  if (to === 'completed') return { assignment: moved(order, { status: 'delivered', deliveredAt: at }) };
  return {};
}

function moved({ assignment }: Order, patch: Partial<Assignment>): Assignment | null {
  return assignment && { ...assignment, ...patch };
}

/**
 * Cancels the order. Money of a UPI order goes back through the gateway (payment listens); cash that was taken is to be
 * handed back by whoever cancels, so it counts as refunded in the same step (product.md section 9).
 */
export function cancel(order: Order, { by, at, reason }: Pick<Step, 'by' | 'at' | 'reason'>): Decision {
  if (order.status === 'cancelled') return unchanged(order);
  requireTransition(order, 'cancelled', by);
  const paymentStatus =
    order.paymentStatus === 'pending' && order.paymentMethod === 'upi' ? 'failed' : order.paymentStatus;
  const cancelled = changed(
    order,
    { status: 'cancelled', cancellationReason: reason, paymentStatus, acknowledgedAt: seenBy(order, by, at) },
    { type: 'status', from: order.status, to: 'cancelled', by, at },
  );
  if (order.paymentMethod !== 'cash' || order.paymentStatus !== 'paid') return cancelled;
  return followedBy(cancelled, (next) =>
    changed(next, { paymentStatus: 'refunded' }, { type: 'payment', from: 'paid', to: 'refunded', by, at }),
  );
}

// A cancellation is news to the kitchen and rings until somebody saw it, unless the kitchen made it.
function seenBy(order: Order, by: Actor, at: Date): Date | null {
  return by.role === 'kitchen' ? (order.acknowledgedAt ?? at) : null;
}

/** Throws 409 `VERSION_CONFLICT` when the caller looked at an older order; without a version there is nothing to check. */
export function requireVersion(order: Order, version: number | undefined): void {
  if (version === undefined || version === order.version) return;
  const current = viewOfOrder(stateOf(order));
  throw conflict('VERSION_CONFLICT', 'The order has changed in the meantime.', { order: current });
}

function statusChange(order: Order, { to, by, at }: Step) {
  return { type: 'status' as const, from: order.status, to, by, at };
}

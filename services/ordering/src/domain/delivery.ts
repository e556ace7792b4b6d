import type { Actor } from '@campus/contracts/order-state';
import { conflict } from '@campus/errors/app-error';
import { advance } from './advance.ts';
import { changed, type Decision, followedBy, type Order, SYSTEM, unchanged } from './order.ts';
import { allowedNext, invalidTransition } from './order-status.ts';
import { receiveCash } from './payment.ts';

/** A staff member as auth last told it. */
export interface StaffMember {
  id: string;
  name: string;
  role: string;
  isActive: boolean;
}

/** Gives the delivery to a person; it can be given to another until it was picked up, and again after it failed. */
export function assign(order: Order, rider: StaffMember, by: Actor, at: Date): Decision {
  if (rider.role !== 'delivery' || !rider.isActive) {
    throw conflict('DELIVERY_UNAVAILABLE', 'This person does not deliver at the moment.');
  }
  requireAssignable(order, by);
  const current = order.assignment;
  if (current?.staffId === rider.id && current.status === 'assigned') return unchanged(order);
  const assignment = {
    staffId: rider.id,
    staffName: rider.name,
    status: 'assigned' as const,
    assignedAt: at,
    deliveredAt: null,
    failureReason: null,
  };
  return changed(order, { assignment }, { type: 'assignment', from: current?.status ?? null, to: 'assigned', by, at });
}

export function unassign(order: Order, by: Actor, at: Date): Decision {
  if (!order.assignment) return unchanged(order);
  if (order.assignment.status !== 'assigned') throw invalidTransition(order.assignment.status, 'unassigned', []);
  return changed(order, { assignment: null }, { type: 'assignment', from: 'assigned', to: null, by, at });
}

/** The rider does not work here any more: a job not begun is taken back, one under way has failed. */
export function losesRider(order: Order, at: Date): Decision {
  const { assignment } = order;
  if (assignment?.status === 'assigned') return unassign(order, SYSTEM, at);
  if (assignment?.status !== 'picked_up' || order.status !== 'out_for_delivery') return unchanged(order);
  return failDelivery(order, { reason: 'The delivery person was deactivated.', by: SYSTEM, at });
}

export interface DeliveryStep {
  to: 'picked_up' | 'delivered' | 'failed';
  cashCollected: boolean;
  reason: string | null;
  by: Actor;
  at: Date;
}

/** A step of the rider who has the job. Delivered and paid in cash: the money is taken in the same step. */
export function deliver(order: Order, { to, cashCollected, reason, by, at }: DeliveryStep): Decision {
  const step = { by, at, reason: null, readyTime: order.estimatedReadyTime };
  if (to === 'picked_up') return pickUp(order, by, at);
  if (to === 'failed') return failDelivery(order, { reason, by, at });
  const paid =
    cashCollected && order.paymentMethod === 'cash' && order.status === 'out_for_delivery'
      ? receiveCash(order, by, at)
      : unchanged(order);
  return followedBy(paid, (next) => advance(next, { ...step, to: 'completed' }));
}

/** The first rider takes it from the counter; one who gets it after a failed delivery takes it over on the way. */
function pickUp(order: Order, by: Actor, at: Date): Decision {
  const { assignment } = order;
  if (order.status !== 'out_for_delivery' || assignment?.status !== 'assigned') {
    return advance(order, { to: 'out_for_delivery', by, at, reason: null, readyTime: null });
  }
  return changed(
    order,
    { assignment: { ...assignment, status: 'picked_up' } },
    { type: 'assignment', from: 'assigned', to: 'picked_up', by, at },
  );
}

function failDelivery(order: Order, { reason, by, at }: Pick<DeliveryStep, 'reason' | 'by' | 'at'>): Decision {
  const { assignment } = order;
  if (assignment?.status === 'failed') return unchanged(order);
  if (!assignment || order.status !== 'out_for_delivery')
    throw invalidTransition(order.status, 'failed', allowedNext(order, by));
  return changed(
    order,
    { assignment: { ...assignment, status: 'failed', failureReason: reason } },
    { type: 'assignment', from: assignment.status, to: 'failed', by, at },
  );
}

function requireAssignable(order: Order, by: Actor): void {
  const open = order.status !== 'completed' && order.status !== 'cancelled' && order.confirmedAt !== null;
  const taken = order.assignment?.status === 'picked_up' || order.assignment?.status === 'delivered';
  if (order.orderType !== 'delivery' || !open || taken)
    throw invalidTransition(order.status, 'assigned', allowedNext(order, by));
}

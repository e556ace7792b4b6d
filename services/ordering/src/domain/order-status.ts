import type { Actor } from '@campus/contracts/order-state';
import { conflict } from '@campus/errors/app-error';
import type { Order, OrderStatus } from './order.ts';

type Who = 'owner' | 'kitchen' | 'admin' | 'rider' | 'system';

interface Transition {
  from: OrderStatus;
  to: OrderStatus;
  who: Who[];
  /** What must hold of the order; a transition whose need is unmet is as impossible as one that is not listed. */
  needs?: (order: Order) => boolean;
}

const confirmed = (order: Order) => order.confirmedAt !== null;
const paid = (order: Order) => order.paymentStatus === 'paid';
const onItsWay = (order: Order) => order.orderType === 'delivery' && order.assignment !== null;

/** Every way an order can go (product.md section 3). There is no other way, by any door. */
const TRANSITIONS: Transition[] = [
  { from: 'received', to: 'preparing', who: ['kitchen', 'admin'], needs: confirmed },
  { from: 'preparing', to: 'ready', who: ['kitchen', 'admin'] },
  { from: 'ready', to: 'preparing', who: ['kitchen', 'admin'] },
  { from: 'ready', to: 'out_for_delivery', who: ['rider', 'kitchen', 'admin'], needs: onItsWay },
  {
    from: 'ready',
    to: 'completed',
    who: ['kitchen', 'admin'],
    needs: (order) => order.orderType === 'pickup' && paid(order),
  },
  { from: 'out_for_delivery', to: 'completed', who: ['rider', 'admin'], needs: paid },
  { from: 'received', to: 'cancelled', who: ['owner', 'kitchen', 'admin', 'system'] },
  { from: 'preparing', to: 'cancelled', who: ['kitchen', 'admin'] },
  { from: 'ready', to: 'cancelled', who: ['admin'] },
  { from: 'out_for_delivery', to: 'cancelled', who: ['admin'] },
];

/** Where this person may take the order from here. */
export function allowedNext(order: Order, by: Actor): OrderStatus[] {
  const who = standingOf(order, by);
  return TRANSITIONS.filter(({ from, who: allowed, needs }) => {
    return from === order.status && who !== undefined && allowed.includes(who) && (needs?.(order) ?? true);
  }).map(({ to }) => to);
}

/** Throws 409 `INVALID_TRANSITION` with what would be allowed instead. */
export function requireTransition(order: Order, to: OrderStatus, by: Actor): void {
  const allowed = allowedNext(order, by);
  if (!allowed.includes(to)) throw invalidTransition(order.status, to, allowed);
}

export function invalidTransition(from: string, to: string, allowed: string[]) {
  return conflict('INVALID_TRANSITION', `An order that is ${from} cannot become ${to} here.`, { from, to, allowed });
}

function hasJob({ assignment }: Order, by: Actor): boolean {
  return assignment !== null && assignment.staffId === by.id && assignment.status !== 'failed';
}

function standingOf(order: Order, by: Actor): Who | undefined {
  if (by.role === 'consumer') return by.id === order.customerId ? 'owner' : undefined;
  if (by.role === 'delivery') return hasJob(order, by) ? 'rider' : undefined;
  return by.role;
}

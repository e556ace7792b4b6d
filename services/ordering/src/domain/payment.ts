import type { Actor } from '@campus/contracts/order-state';
import { AppError } from '@campus/errors/app-error';
import { changed, type Decision, type Order, SYSTEM, unchanged } from './order.ts';
import { invalidTransition } from './order-status.ts';

/** The gateway knows the order: it can be paid from now on, and only until `expiresAt`. */
export function expectPayment(order: Order, payment: { gatewayOrderId: string; expiresAt: Date; at: Date }): Decision {
  if (!isUnconfirmed(order) || order.expiresAt !== null) return unchanged(order);
  const { gatewayOrderId, expiresAt, at } = payment;
  return changed(
    order,
    { gatewayOrderId, expiresAt },
    { type: 'payment', from: 'pending', to: 'pending', by: SYSTEM, at },
  );
}

/**
 * Somebody is paying at the last moment: an order that still waits lasts until that payment has ended. Never shorter than it was, and
 * only once because payment says so once per order.
 */
export function postponeExpiry(order: Order, { awaitedUntil, at }: { awaitedUntil: Date; at: Date }): Decision {
  if (!isUnconfirmed(order) || order.expiresAt === null || awaitedUntil <= order.expiresAt) return unchanged(order);
  return changed(
    order,
    { expiresAt: awaitedUntil },
    { type: 'payment', from: 'pending', to: 'pending', by: SYSTEM, at },
  );
}

/**
 * The order's own money arrived. A waiting order is confirmed by it; one that was cancelled meanwhile is only marked paid,
 * because payment sends that money back. An amount that is not the total is nobody's business but a person's.
 */
export function capture(order: Order, payment: { capturedPaise: number; day: string; at: Date }): Decision {
  if (payment.capturedPaise !== order.totalPaise) {
    throw new AppError('unprocessable', 'PAYMENT_FAILED', 'The captured amount is not the total of the order.');
  }
  if (order.paymentStatus === 'paid' || order.paymentStatus === 'refunded') return unchanged(order);
  const change = { from: order.paymentStatus, to: 'paid', by: SYSTEM, at: payment.at };
  if (order.status === 'cancelled') return changed(order, { paymentStatus: 'paid' }, { ...change, type: 'payment' });
  return changed(
    order,
    { paymentStatus: 'paid', confirmedAt: payment.at, confirmedDay: payment.day, expiresAt: null },
    { ...change, type: 'confirmed' },
  );
}

/** Money went back through the gateway; the order counts as refunded when all of it did. */
export function refund(order: Order, payment: { refundedPaise: number; at: Date }): Decision {
  if (order.paymentStatus !== 'paid' || payment.refundedPaise < order.totalPaise) return unchanged(order);
  return changed(
    order,
    { paymentStatus: 'refunded' },
    { type: 'payment', from: 'paid', to: 'refunded', by: SYSTEM, at: payment.at },
  );
}

/** A staff member took the cash. Once: repeating it changes nothing and keeps who took it first. */
export function receiveCash(order: Order, by: Actor, at: Date): Decision {
  if (order.paymentMethod === 'cash' && order.paymentStatus === 'paid') return unchanged(order);
  if (order.paymentMethod !== 'cash' || order.paymentStatus !== 'pending' || order.status === 'cancelled') {
    throw invalidTransition(order.paymentStatus, 'paid', []);
  }
  return changed(order, { paymentStatus: 'paid' }, { type: 'payment', from: 'pending', to: 'paid', by, at });
}

function isUnconfirmed({ status, confirmedAt }: Order): boolean {
  return status === 'received' && confirmedAt === null;
}

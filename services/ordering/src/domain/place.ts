import type { Actor } from '@campus/contracts/order-state';
import { conflict, validationError } from '@campus/errors/app-error';
import { MAX_PAISE, rupeesFromPaise } from '@campus/money/money';
import type { Decision, Order, OrderLine } from './order.ts';
import type { Settings } from './settings.ts';

/** What a customer chose, apart from the lines. */
export interface Choices {
  orderType: 'pickup' | 'delivery';
  paymentMethod: 'upi' | 'cash';
  specialInstructions: string | null;
  deliveryAddress: string | null;
}

export interface Placement extends Choices {
  id: string;
  customerId: string;
  customerName: string | null;
  lines: OrderLine[];
  slot: { name: string; businessDay: string };
  at: Date;
}

// Razorpay opens no order below this: one that was accepted could never be paid.
const SMALLEST_UPI_PAISE = 100;

/** Throws 409 when the way of paying or of handing over is switched off, 400 when a delivery has no address. */
export function requirePossible(choices: Choices, settings: Settings): void {
  const enabled = choices.paymentMethod === 'upi' ? settings.upiPaymentEnabled : settings.cashPaymentEnabled;
  if (!enabled) throw conflict('PAYMENT_METHOD_UNAVAILABLE', 'This way of paying is switched off at the moment.');
  if (choices.orderType === 'pickup') return;
  if (!settings.deliveryEnabled) throw conflict('DELIVERY_UNAVAILABLE', 'Delivery is switched off at the moment.');
  if (!choices.deliveryAddress) {
    throw validationError([{ path: 'delivery_address', message: 'is needed for a delivery' }]);
  }
}

/** Throws 409 `AMOUNT_TOO_SMALL` when the gateway would not take so little. */
export function requirePayable({ paymentMethod }: Pick<Choices, 'paymentMethod'>, totalPaise: number): void {
  if (paymentMethod !== 'upi' || totalPaise >= SMALLEST_UPI_PAISE) return;
  const minimum = rupeesFromPaise(SMALLEST_UPI_PAISE);
  throw conflict('AMOUNT_TOO_SMALL', 'This is too little to pay by UPI.', { minimum });
}

/** What the lines come to, with the charge of a delivery. */
export function totals(lines: OrderLine[], orderType: Choices['orderType'], settings: Settings) {
  const subtotalPaise = lines.reduce((sum, line) => sum + line.lineTotalPaise, 0);
  const deliveryChargePaise = orderType === 'delivery' ? settings.deliveryChargePaise : 0;
  const totalPaise = subtotalPaise + deliveryChargePaise;
  if (totalPaise > MAX_PAISE) throw validationError([{ path: 'items', message: 'come to more than can be paid' }]);
  return { subtotalPaise, deliveryChargePaise, totalPaise };
}

/** A new order, whose number is given when it is stored. One paid in cash is confirmed at once; a UPI order waits for its money. */
export function place(placement: Placement, settings: Settings): Decision {
  const { slot, at, ...rest } = placement;
  const by: Actor = { role: 'consumer', id: placement.customerId };
  const sums = totals(placement.lines, placement.orderType, settings);
  requirePayable(placement, sums.totalPaise);
  const order: Order = {
    ...rest,
    orderNumber: '',
    ...sums,
    deliveryAddress: placement.orderType === 'delivery' ? placement.deliveryAddress : null,
    status: 'received',
    paymentStatus: 'pending',
    cancellationReason: null,
    businessDay: slot.businessDay,
    slot: slot.name,
    estimatedReadyTime: null,
    confirmedAt: placement.paymentMethod === 'cash' ? at : null,
    confirmedDay: placement.paymentMethod === 'cash' ? slot.businessDay : null,
    acknowledgedAt: null,
    expiresAt: null,
    gatewayOrderId: null,
    placedAt: at,
    updatedAt: at,
    version: 1,
    assignment: null,
  };
  return { order, changes: [{ order, change: { type: 'placed', from: null, to: 'received', by, at } }] };
}

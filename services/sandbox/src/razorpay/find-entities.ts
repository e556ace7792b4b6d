import type { Sandbox } from '../sandbox.ts';
import { unknownId } from './razorpay-error.ts';
import type { Order, Payment } from './razorpay-state.ts';

export function getOrder(sandbox: Sandbox, id: string): Order {
  const order = sandbox.razorpay.orders.get(id);
  if (!order) throw unknownId();
  return order;
}

export function getPayment(sandbox: Sandbox, id: string): Payment {
  const payment = sandbox.razorpay.payments.get(id);
  if (!payment) throw unknownId();
  return payment;
}

/** Oldest first or newest first, by setting: the real order is not specified, so clients must not rely on one. */
export function inListOrder<Item>(sandbox: Sandbox, items: Item[]): Item[] {
  return sandbox.razorpay.settings.list_order === 'desc' ? items.toReversed() : items;
}

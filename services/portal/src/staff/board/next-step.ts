import type { OrderView } from '@campus/contracts/order-state';

export type Step = 'preparing' | 'ready' | 'out_for_delivery' | 'completed';
/** What the big button of a ticket does: a step, taking the cash first, or nothing the kitchen can do. */
export type NextStep = { kind: 'step'; to: Step } | { kind: 'cash' } | { kind: 'none' };

/** The one tap that a ticket asks for, as the table of transitions allows it to the kitchen. */
export function nextStep({ status, order_type, payment_status, assignment }: OrderView): NextStep {
  if (status === 'received') return { kind: 'step', to: 'preparing' };
  if (status === 'preparing') return { kind: 'step', to: 'ready' };
  if (status !== 'ready') return { kind: 'none' };
  if (order_type === 'pickup') return payment_status === 'paid' ? { kind: 'step', to: 'completed' } : { kind: 'cash' };
  return assignment?.status === 'assigned' ? { kind: 'step', to: 'out_for_delivery' } : { kind: 'none' };
}

/** Cash that the kitchen could still take; a rider brings back what is due for a delivery. */
export function cashDue({ payment_method, payment_status, status, total }: OrderView): number {
  return payment_method === 'cash' && payment_status === 'pending' && status !== 'cancelled' ? total : 0;
}

/** `ORD-20260213-042` → `042`: what is called out at the counter. */
export function shortNumber({ order_number }: Pick<OrderView, 'order_number'>): string {
  return order_number.split('-').at(-1) ?? order_number;
}

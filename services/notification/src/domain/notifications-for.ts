import type { OrderChange, OrderState } from '@campus/contracts/order-state';
import type { Message } from './notification.ts';
import { type OrderNotification, pushText } from './push-text.ts';

/** An order event, as far as people care. */
export interface OrderFact {
  type: string;
  order: OrderState;
  change: OrderChange;
}

export interface Audience {
  /** Active kitchen staff. */
  kitchenStaffIds: string[];
  timeZone: string;
}

const AT_STATUS: Partial<Record<string, OrderNotification>> = {
  preparing: 'order_preparing',
  ready: 'order_ready',
  out_for_delivery: 'order_out_for_delivery',
};

/** Who is told what about an order event; for most of them nobody. */
export function notificationsFor(fact: OrderFact, { kitchenStaffIds, timeZone }: Audience): Message[] {
  const tell = (recipientId: string, type: OrderNotification): Message => ({
    recipientId,
    type,
    ...pushText(type, { order: fact.order, timeZone }),
    orderId: fact.order.id,
    data: { order_number: fact.order.order_number, status: fact.order.status },
  });
  const forCustomer = customerType(fact);
  return [
    ...(forCustomer ? [tell(fact.order.user_id, forCustomer)] : []),
    ...(isNewlyConfirmed(fact) ? kitchenStaffIds.map((staffId) => tell(staffId, 'new_order')) : []),
  ];
}

/** A cash order counts when it is placed, a UPI order when its money is there (product.md section 3). */
export function isNewlyConfirmed({ type, order }: Pick<OrderFact, 'type' | 'order'>): boolean {
  return type === 'order.confirmed' || (type === 'order.placed' && order.confirmed_at !== null);
}

function customerType(fact: OrderFact): OrderNotification | undefined {
  const { type, order, change } = fact;
  if (isNewlyConfirmed(fact)) return 'order_confirmed';
  if (type === 'order.status_changed') return AT_STATUS[change.to ?? ''];
  if (type === 'order.cancelled') {
    return order.cancellation_reason === 'payment_timeout' ? 'payment_expired' : 'order_cancelled';
  }
  if (type === 'order.estimate_changed') return isLater(change) ? 'order_delayed' : undefined;
  return type === 'order.payment_changed' && isRefund(fact) ? 'order_refunded' : undefined;
}

// A first estimate made by hand means that the usual one does not hold.
function isLater({ from, to }: OrderChange): boolean {
  return to !== null && (from === null || Date.parse(to) > Date.parse(from));
}

// Cash of a cancelled order is handed back at the counter, and the cancellation said so already.
function isRefund({ order, change }: OrderFact): boolean {
  const handedBack = order.payment_method === 'cash' && order.status === 'cancelled';
  return change.to === 'refunded' && change.from !== 'refunded' && !handedBack;
}

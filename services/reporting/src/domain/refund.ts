import { businessDay } from '@campus/business-time/business-clock';
import type { ReceivedEvent } from '@campus/contracts/event';
import type { OrderEventData } from '@campus/contracts/order-events';
import type { paymentRefunded } from '@campus/contracts/payment-events';

export type RefundedPayment = ReceivedEvent<typeof paymentRefunded>['data'];

/** Money given back. `version` is that of the order or payment that first said so. */
export interface Refund {
  id: string;
  orderId: string;
  version: number;
  amountPaise: number;
  refundedAt: Date;
  refundedDay: string;
}

/** A refund that the gateway processed, unless it gave back money that was never counted as a sale. */
export function gatewayRefundOf(
  { payment, refund, is_order_money: isOrderMoney }: RefundedPayment,
  { at, timeZone }: { at: Date; timeZone: string },
): Refund | undefined {
  if (!isOrderMoney) return undefined;
  const refundedAt = refund.processed_at === null ? at : new Date(refund.processed_at);
  return {
    id: refund.id,
    orderId: payment.order_id,
    version: payment.version,
    amountPaise: refund.amount_paise,
    refundedAt,
    refundedDay: businessDay(refundedAt, timeZone),
  };
}

/**
 * The refund in a cash order that was given back in full, with the order's own id because there is at most one.
 * Later states still say "refunded": the earliest of them is the moment it happened.
 */
export function cashRefundOf({ order, change }: OrderEventData, timeZone: string): Refund | undefined {
  if (order.payment_method !== 'cash' || order.payment_status !== 'refunded') return undefined;
  const refundedAt = new Date(change.at);
  return {
    id: order.id,
    orderId: order.id,
    version: order.version,
    amountPaise: order.total_paise,
    refundedAt,
    refundedDay: businessDay(refundedAt, timeZone),
  };
}

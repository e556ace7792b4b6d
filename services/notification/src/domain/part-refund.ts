import { numericFromPaise } from '@campus/money/money';
import type { Message } from './notification.ts';
import { worded } from './wording.ts';

export interface RefundFact {
  orderId: string;
  customerId: string;
  /** This refund. */
  amountPaise: number;
  /** All refunds so far, this one included. */
  refundedPaise: number;
  capturedPaise: number;
}

/** A refund that leaves some of the payment; the last one turns the order to `refunded` and is told from there. */
export function partRefundFor({
  orderId,
  customerId,
  amountPaise,
  refundedPaise,
  capturedPaise,
}: RefundFact): Message[] {
  if (refundedPaise >= capturedPaise) return [];
  return [
    {
      recipientId: customerId,
      type: 'order_refunded',
      ...worded('payment_partly_refunded', {
        amount: numericFromPaise(amountPaise),
        captured: numericFromPaise(capturedPaise),
      }),
      orderId,
      data: {},
    },
  ];
}

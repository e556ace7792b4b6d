import { numericFromPaise } from '@campus/money/money';
import type { Message } from './notification.ts';
import { worded } from './wording.ts';

export interface ReturnedMoney {
  orderId: string;
  customerId: string;
  amountPaise: number;
}

/** Money that never was the order's goes back: whatever the order is, it stays. The number is unknown when the order is. */
export function returnedMoneyFor(
  { orderId, customerId, amountPaise }: ReturnedMoney,
  orderNumber: string | undefined,
): Message {
  const amount = numericFromPaise(amountPaise);
  return {
    recipientId: customerId,
    type: 'order_refunded',
    ...(orderNumber === undefined
      ? worded('payment_returned', { amount })
      : worded('payment_returned_for_an_order', { amount, number: orderNumber })),
    orderId,
    data: orderNumber === undefined ? {} : { order_number: orderNumber },
  };
}

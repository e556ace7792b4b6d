import type { Message } from './notification.ts';
import { rupeesText } from './rupees-text.ts';

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
  const order = orderNumber === undefined ? 'your order' : `order #${orderNumber}`;
  return {
    recipientId: customerId,
    type: 'order_refunded',
    title: 'Payment Returned',
    body: `${rupeesText(amountPaise)} that arrived late, twice or in the wrong amount for ${order} has been returned to you`,
    orderId,
    data: orderNumber === undefined ? {} : { order_number: orderNumber },
  };
}

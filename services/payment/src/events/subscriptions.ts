import { orderCancelled, orderPaymentChanged, orderPlaced } from '@campus/contracts/order-events';
import { on } from '@campus/messaging/subscriptions';
import { onOrderCancelled } from './on-order-cancelled.ts';
import { onOrderPaymentChanged } from './on-order-payment-changed.ts';
import { onOrderPlaced } from './on-order-placed.ts';

export const subscriptions = [
  on(orderPlaced, onOrderPlaced),
  on(orderPaymentChanged, onOrderPaymentChanged),
  on(orderCancelled, onOrderCancelled),
];

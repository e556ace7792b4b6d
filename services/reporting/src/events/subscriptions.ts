import { orderEvents } from '@campus/contracts/order-events';
import { paymentRefunded } from '@campus/contracts/payment-events';
import { on, type Subscription } from '@campus/messaging/subscriptions';
import type { Work } from '../use-cases/work.ts';
import { onOrderEvent } from './on-order-event.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';

export const subscriptions: Subscription<Work>[] = [
  ...orderEvents.map((kind) => on(kind, onOrderEvent)),
  on(paymentRefunded, onPaymentRefunded),
];

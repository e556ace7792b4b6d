import { auditFinished, deadLetterDiscarded } from '@campus/contracts/operation-events';
import { orderEvents } from '@campus/contracts/order-events';
import { paymentRefunded } from '@campus/contracts/payment-events';
import { on, type Subscription } from '@campus/messaging/subscriptions';
import type { Work } from '../use-cases/work.ts';
import { onAuditFinished } from './on-audit-finished.ts';
import { onDeadLetterDiscarded } from './on-dead-letter-discarded.ts';
import { onOrderEvent } from './on-order-event.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';

export const subscriptions: Subscription<Work>[] = [
  ...orderEvents.map((kind) => on(kind, onOrderEvent)),
  on(paymentRefunded, onPaymentRefunded),
  on(auditFinished, onAuditFinished),
  on(deadLetterDiscarded, onDeadLetterDiscarded),
];

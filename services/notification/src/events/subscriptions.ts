import { configChanged } from '@campus/contracts/config-events';
import {
  orderAcknowledged,
  orderCancelled,
  orderConfirmed,
  orderEstimateChanged,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import { paymentRefunded } from '@campus/contracts/payment-events';
import { sessionRevoked, staffChanged, userChanged } from '@campus/contracts/people-events';
import { on } from '@campus/messaging/subscriptions';
import { onConfigChanged } from './on-config-changed.ts';
import { onOrderEvent } from './on-order-event.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';
import { onSessionRevoked } from './on-session-revoked.ts';
import { onStaffChanged } from './on-staff-changed.ts';
import { onUserChanged } from './on-user-changed.ts';

export const subscriptions = [
  on(orderPlaced, onOrderEvent),
  on(orderConfirmed, onOrderEvent),
  on(orderStatusChanged, onOrderEvent),
  on(orderCancelled, onOrderEvent),
  on(orderPaymentChanged, onOrderEvent),
  on(orderEstimateChanged, onOrderEvent),
  on(orderAcknowledged, onOrderEvent),
  on(paymentRefunded, onPaymentRefunded),
  on(configChanged, onConfigChanged),
  on(staffChanged, onStaffChanged),
  on(userChanged, onUserChanged),
  on(sessionRevoked, onSessionRevoked),
];

import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import {
  paymentAwaited,
  paymentCaptured,
  paymentClosed,
  paymentCreated,
  paymentRefunded,
} from '@campus/contracts/payment-events';
import { staffChanged, userChanged } from '@campus/contracts/people-events';
import { on } from '@campus/messaging/subscriptions';
import { onCategoryChanged } from './on-category-changed.ts';
import { onMenuItemChanged } from './on-menu-item-changed.ts';
import { onPaymentAwaited } from './on-payment-awaited.ts';
import { onPaymentCaptured } from './on-payment-captured.ts';
import { onPaymentClosed } from './on-payment-closed.ts';
import { onPaymentCreated } from './on-payment-created.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';
import { onStaffChanged } from './on-staff-changed.ts';
import { onUserChanged } from './on-user-changed.ts';

export const subscriptions = [
  on(paymentCreated, onPaymentCreated),
  on(paymentAwaited, onPaymentAwaited),
  on(paymentCaptured, onPaymentCaptured),
  on(paymentRefunded, onPaymentRefunded),
  on(paymentClosed, onPaymentClosed),
  on(menuItemChanged, onMenuItemChanged),
  on(categoryChanged, onCategoryChanged),
  on(staffChanged, onStaffChanged),
  on(userChanged, onUserChanged),
];

import type { OrderView } from '@campus/contracts/order-state';
import { texts } from '../texts/texts.ts';
import { Badge, type BadgeProps, type Tone } from './badge.tsx';

/** Each step of an order has its colour, on every page the same. */
export const STATUS_TONES: Record<OrderView['status'], Tone> = {
  received: 'info',
  preparing: 'warning',
  ready: 'success',
  out_for_delivery: 'violet',
  completed: 'neutral',
  cancelled: 'danger',
};

const PAYMENT_TONES: Record<OrderView['payment_status'], Tone> = {
  pending: 'warning',
  paid: 'success',
  failed: 'danger',
  refunded: 'violet',
};

export function StatusBadge({ status, look }: { status: OrderView['status']; look?: BadgeProps['look'] }) {
  return (
    <Badge tone={STATUS_TONES[status]} look={look}>
      {texts.common.order.status[status]}
    </Badge>
  );
}

export function PaymentBadge({ status, look }: { status: OrderView['payment_status']; look?: BadgeProps['look'] }) {
  return (
    <Badge tone={PAYMENT_TONES[status]} look={look}>
      {texts.common.order.payment[status]}
    </Badge>
  );
}

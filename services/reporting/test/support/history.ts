import { randomUUID } from 'node:crypto';
import { type OrderEvent, orderConfirmed, type orderPlaced } from '@campus/contracts/order-events';
import type { OrderChange, OrderState } from '@campus/contracts/order-state';
import { paymentRefunded } from '@campus/contracts/payment-events';

/** An event as its service would send it. */
export interface SentEvent {
  id: string;
  kind: OrderEvent | typeof paymentRefunded;
  aggregateId: string;
  aggregateVersion: number;
  occurredAt: Date;
  data: OrderEventData | RefundData;
}
type OrderEventData = (typeof orderPlaced)['example'];
type RefundData = (typeof paymentRefunded)['example'];

export interface Step {
  kind: OrderEvent;
  at: string;
  type: OrderChange['type'];
  state: Partial<OrderState>;
  /** Where the change led. */
  to?: string | null;
}

/** The events of one order: each step adds to the state of those before it. */
export function orderHistory(first: Partial<OrderState>, steps: Step[]): SentEvent[] {
  let state: OrderState = {
    ...orderConfirmed.example.order,
    id: randomUUID(),
    confirmed_at: null,
    payment_status: 'pending',
    ...first,
  };
  return steps.map((step, index) => {
    state = { ...state, ...step.state, version: index + 1, updated_at: step.at };
    const change = {
      version: state.version,
      type: step.type,
      from: null,
      to: step.to ?? null,
      by: { role: 'system' as const, id: null },
      at: step.at,
    };
    return {
      id: randomUUID(),
      kind: step.kind,
      aggregateId: state.id,
      aggregateVersion: state.version,
      occurredAt: new Date(step.at),
      data: { order: state, change },
    };
  });
}

/** The event of one refund that the gateway processed. */
export function gatewayRefund({
  orderId,
  paise,
  at,
  version = 3,
  isOrderMoney = true,
}: {
  orderId: string;
  paise: number;
  at: string;
  version?: number;
  isOrderMoney?: boolean;
}): SentEvent {
  const { payment, refund } = paymentRefunded.example;
  const paymentId = randomUUID();
  return {
    id: randomUUID(),
    kind: paymentRefunded,
    aggregateId: paymentId,
    aggregateVersion: version,
    // The webhook may come a day later: what counts is when the gateway says it happened.
    occurredAt: new Date(Date.parse(at) + 86_400_000),
    data: {
      payment: { ...payment, id: paymentId, order_id: orderId, refunded_paise: paise, version },
      refund: { ...refund, id: randomUUID(), amount_paise: paise, processed_at: at },
      is_order_money: isOrderMoney,
    },
  };
}

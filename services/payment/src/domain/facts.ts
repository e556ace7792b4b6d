import type { AttemptStatus, Closing, RefundStatus } from './payment.ts';

/** Razorpay knows the order. */
export interface GatewayOrderFact {
  kind: 'gateway_order';
  gatewayOrderId: string;
}

/** How an attempt stood when Razorpay spoke; possibly old, repeated or overtaken. */
export interface AttemptFact {
  kind: 'attempt';
  gatewayPaymentId: string;
  status: AttemptStatus;
  amountPaise: number;
  currency: string;
  isCaptured: boolean;
}

export interface RefundFact {
  kind: 'refund';
  gatewayPaymentId: string;
  /** Null when the gateway refused the refund before giving it an id. */
  gatewayRefundId: string | null;
  /** Our refund id; null or foreign for a refund that was made elsewhere. */
  receipt: string | null;
  amountPaise: number;
  status: Extract<RefundStatus, 'pending' | 'processed' | 'failed'>;
}

/** Ordering's word on what is owed and by whom: the truth. */
export interface OrderPlacedFact {
  kind: 'order_placed';
  userId: string;
  amountPaise: number;
}

/** No money is wanted any more. */
interface ClosedFact {
  kind: 'closed';
  as: Closing;
}

interface DisputeFact {
  kind: 'dispute';
}

export type Fact = GatewayOrderFact | AttemptFact | RefundFact | OrderPlacedFact | ClosedFact | DisputeFact;

export interface FactContext {
  now: Date;
  newId(): string;
}

import type { AttemptStatus, Closing, RefundBlock, RefundStatus } from './payment.ts';

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

/** Ordering gives the order's place away at this time, unless it is paid before. */
interface OrderExpiresFact {
  kind: 'order_expires';
  at: Date;
}

/** Somebody is paying at this moment; whether money comes of it is known by then. */
interface InFlightFact {
  kind: 'in_flight';
  until: Date;
}

/** Razorpay would do what it was asked for, but cannot yet. */
export interface BlockedRefundFact {
  kind: 'refund_blocked';
  refundId: string;
  by: RefundBlock;
}

/** Razorpay's books and ours were found apart. */
interface MismatchFact {
  kind: 'mismatch';
}

export type Fact =
  | GatewayOrderFact
  | AttemptFact
  | RefundFact
  | BlockedRefundFact
  | OrderPlacedFact
  | OrderExpiresFact
  | InFlightFact
  | ClosedFact
  | DisputeFact
  | MismatchFact;

export interface FactContext {
  now: Date;
  newId(): string;
}

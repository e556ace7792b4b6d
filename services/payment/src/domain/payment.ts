export const ATTEMPT_RANK = { created: 0, failed: 1, authorized: 2, captured: 3, refunded: 4 } as const;
export type AttemptStatus = keyof typeof ATTEMPT_RANK;

/** One try of a customer to pay: a payment (`pay_…`) at Razorpay. */
export interface Attempt {
  gatewayPaymentId: string;
  status: AttemptStatus;
  amountPaise: number;
  currency: string;
  /** The money reached us. An authorised payment that Razorpay gives back by itself is `refunded` without ever being captured. */
  isCaptured: boolean;
}

export const REFUND_RANK = { requested: 0, submitted: 1, pending: 2, processed: 3, failed: 4 } as const;
export type RefundStatus = keyof typeof REFUND_RANK;

/** What keeps Razorpay from sending a refund, until a person or the next sales change it. */
export type RefundBlock = 'insufficient_balance';

export interface Refund {
  /** Also the idempotency key and the receipt at Razorpay. */
  id: string;
  gatewayPaymentId: string;
  gatewayRefundId: string | null;
  amountPaise: number;
  status: RefundStatus;
  blockedBy: RefundBlock | null;
  /** One refund per attempt and reason key. */
  reasonKey: string;
  reason: string;
  createdAt: Date;
  processedAt: Date | null;
}

export type Closing = 'cancelled' | 'expired' | 'create_failed';
/** What a person must know and nothing can derive: order and payment disagree, the bank disputes, or Razorpay's books differ. Never taken back. */
export type Flag = 'amount_conflict' | 'owner_conflict' | 'dispute' | 'mismatch';

/** What one order is to be paid, with every attempt and refund (providers.md section 5, "intent"). */
export interface Payment {
  id: string;
  orderId: string;
  userId: string;
  amountPaise: number;
  gatewayOrderId: string | null;
  /** The attempt that pays the order. The first one to qualify stays it for ever. */
  gatewayPaymentId: string | null;
  closedAs: Closing | null;
  flags: Flag[];
  /** When ordering gives up waiting; null until it has said so. It only moves later. */
  expiresAt: Date | null;
  /** Until when the expiry was put off because somebody was paying. Once. */
  awaitedUntil: Date | null;
  capturedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Counts events: 0 before the first. */
  version: number;
  attempts: Attempt[];
  refunds: Refund[];
}

export interface NewPayment {
  id: string;
  orderId: string;
  userId: string;
  amountPaise: number;
  at: Date;
}

export function newPayment({ at, ...intent }: NewPayment): Payment {
  return {
    ...intent,
    gatewayOrderId: null,
    gatewayPaymentId: null,
    closedAs: null,
    flags: [],
    expiresAt: null,
    awaitedUntil: null,
    capturedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 0,
    attempts: [],
    refunds: [],
  };
}

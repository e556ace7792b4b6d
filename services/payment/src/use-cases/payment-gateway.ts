import type { AttemptFact, GatewayOrderFact, RefundFact } from '../domain/facts.ts';

export interface OrderWish {
  /** Our payment id: the receipt that makes repeating safe. */
  receipt: string;
  amountPaise: number;
}

/** An attempt as Razorpay tells it, with the gateway order it belongs to and what may be kept of the answer. */
export interface GatewayAttempt {
  fact: AttemptFact;
  gatewayOrderId: string | null;
  hasRefunds: boolean;
  /** The answer without phone, e-mail address and VPA. */
  response: Record<string, unknown>;
}

export interface GatewayRefundWish {
  /** Our refund id: idempotency key and receipt. */
  key: string;
  gatewayPaymentId: string;
  amountPaise: number;
}

export type CreatedOrder = { outcome: 'created'; fact: GatewayOrderFact } | { outcome: 'refused'; reason: string };
export type SentRefund = { outcome: 'accepted'; fact: RefundFact } | { outcome: 'refused'; reason: string };

/** Razorpay as this service needs it. Every method rejects with an `unavailable` error when the outcome is unknown. */
export interface PaymentGateway {
  createOrder(wish: OrderWish): Promise<CreatedOrder>;
  /** Undefined for an id that Razorpay does not know. */
  findAttempt(gatewayPaymentId: string): Promise<GatewayAttempt | undefined>;
  attemptsOf(gatewayOrderId: string): Promise<GatewayAttempt[]>;
  sendRefund(wish: GatewayRefundWish): Promise<SentRefund>;
  refundsOf(gatewayPaymentId: string): Promise<RefundFact[]>;
}

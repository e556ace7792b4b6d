import type { AttemptFact, GatewayOrderFact, RefundFact } from '../domain/facts.ts';
import type { RefundBlock } from '../domain/payment.ts';

/** The most that Razorpay lists at once. */
export const PAGE_SIZE = 100;

export interface OrderWish {
  /** Our payment id: the receipt that makes repeating safe. */
  receipt: string;
  amountPaise: number;
}

/** An attempt as Razorpay tells it, with the gateway order it belongs to and what may be kept of the answer. */
export interface GatewayAttempt {
  fact: AttemptFact;
  gatewayOrderId: string | null;
  /** Pending refunds are counted too. */
  refundedPaise: number;
  startedAt: Date | null;
  /** The answer without phone, e-mail address and VPA. */
  response: Record<string, unknown>;
}

export interface GatewayOrder {
  /** Our payment id, unless the order is another system's. */
  receipt: string | null;
  /** All attempts at this order, also those that Razorpay does not list yet. */
  attemptsBegun: number;
}

/** A part of Razorpay's books, by the moment at which attempts began. */
export interface BooksPage {
  from: Date;
  to: Date;
  position: number;
}

export interface GatewayRefundWish {
  /** Our refund id: idempotency key and receipt. */
  key: string;
  gatewayPaymentId: string;
  amountPaise: number;
}

export type CreatedOrder = { outcome: 'created'; fact: GatewayOrderFact } | { outcome: 'refused'; reason: string };
export type SentRefund =
  | { outcome: 'accepted'; fact: RefundFact }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'blocked'; by: RefundBlock };

/** Razorpay as this service needs it. Every method rejects with an `unavailable` error when the outcome is unknown. */
export interface PaymentGateway {
  createOrder(wish: OrderWish): Promise<CreatedOrder>;
  /** Undefined for an id that Razorpay does not know. */
  findAttempt(gatewayPaymentId: string): Promise<GatewayAttempt | undefined>;
  findOrder(gatewayOrderId: string): Promise<GatewayOrder | undefined>;
  attemptsOf(gatewayOrderId: string): Promise<GatewayAttempt[]>;
  /** At most `PAGE_SIZE` of them. */
  paymentsBetween(page: BooksPage): Promise<GatewayAttempt[]>;
  sendRefund(wish: GatewayRefundWish): Promise<SentRefund>;
  refundsOf(gatewayPaymentId: string): Promise<RefundFact[]>;
}

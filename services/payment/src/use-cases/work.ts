import type { EffectAnswer, KeyedRequest } from '@campus/http/keyed-request';
import type { Outbox } from '@campus/outbox/outbox';
import type { Mismatch } from '../domain/mismatch.ts';
import type { NewPayment, Payment } from '../domain/payment.ts';
import type { BooksPage } from './payment-gateway.ts';
import type { WebhookNews } from './webhook-news.ts';

export interface Payments {
  /** Holds the row until the transaction ends; throws 404. */
  lock(id: string): Promise<Payment>;
  /** Like `lock`, for an id that may be foreign. */
  find(id: string): Promise<Payment | undefined>;
  lockByOrder(orderId: string): Promise<Payment | undefined>;
  lockByGatewayOrder(gatewayOrderId: string): Promise<Payment | undefined>;
  /** Adds the payment of an order unless it has one, and holds the row that is there in the end. */
  reserve(payment: NewPayment): Promise<Payment>;
  save(payment: Payment): Promise<void>;
  /** Keeps what Razorpay said about an attempt, personal data removed. */
  keepResponse(gatewayPaymentId: string, response: Record<string, unknown>): Promise<void>;
}

/** Work that waits for one of the jobs, by the database's clock: one replica's may be wrong. What is done leaves its queue when the payment is saved. */
export interface Queues {
  createOrderLater(paymentId: string, wait: { error: string; afterMs: number }): Promise<void>;
  /** Looks at Razorpay once more at `at`, unless a look is due before. */
  checkLater(paymentId: string, at: Date): Promise<void>;
  sendRefundLater(refundId: string, wait: { error: string; afterMs: number }): Promise<void>;
}

export interface WebhookInbox {
  /** Stores a delivery unless its event id or its bytes were seen before. */
  add(delivery: { eventId: string; sha256: string; raw: Buffer; at: Date }): Promise<void>;
  /** Since when the secret with this fingerprint is the newest; `at` when it was not until now. */
  newestSecretSince(fingerprint: string, at: Date): Promise<Date>;
  finish(id: number, verdict: { outcome: 'applied' | 'ignored'; detail: string | null; at: Date }): Promise<void>;
}

export interface Mismatches {
  /** False when it was reported before. */
  add(mismatch: Mismatch): Promise<boolean>;
}

export interface Sweeps {
  turnPage(turn: SweepTurn, done: { position: number; isLastPage: boolean }): Promise<void>;
}

export type Job = 'webhooks' | 'orders' | 'refunds';

/** Everything one transaction may touch. */
export interface Work {
  now: Date;
  newId(): string;
  payments: Payments;
  queues: Queues;
  webhooks: WebhookInbox;
  mismatches: Mismatches;
  sweeps: Sweeps;
  outbox: Outbox;
  /** Keeps what is answered to a command that its sender may repeat; without a key it does nothing. */
  keepAnswer(keyed: KeyedRequest | undefined, answer: EffectAnswer): Promise<void>;
  /** Throws 409 `REQUEST_IN_PROGRESS` while the same command is in another transaction. */
  requireNotRunning(keyed: KeyedRequest | undefined): Promise<void>;
  /** Tells a job after the commit that there is something for it; it would find it by itself a second later. */
  nudge(job: Job): void;
}

/** Payments as they are at the moment, without holding them. */
export interface PaymentReader {
  /** Throws 404. */
  get(id: string): Promise<Payment>;
  find(id: string): Promise<Payment | undefined>;
  findByOrder(orderId: string): Promise<Payment | undefined>;
  findByGatewayOrder(gatewayOrderId: string): Promise<Payment | undefined>;
  findByGatewayOrders(gatewayOrderIds: string[]): Promise<Payment[]>;
  /** Newest first, below the id `before`. */
  list(page: { onlyAttention: boolean; orderId?: string; limit: number; before?: string }): Promise<Payment[]>;
  /** What the nightly sweeps found: of these payments, or (`null`) of no payment; newest first. */
  mismatchesOf(paymentIds: string[] | null): Promise<Mismatch[]>;
}

/** Runs a use case in one transaction and resolves after its commit. */
export type Transact = <Result>(useCase: (work: Work) => Promise<Result>) => Promise<Result>;

/** Takes work that is due, each piece for one replica at a time, until its lease ends. */
export interface Turns {
  /** The turn to make this payment's gateway order, unless another has it. */
  orderOf(paymentId: string): Promise<OrderTurn | undefined>;
  orders(limit: number): Promise<OrderTurn[]>;
  checks(limit: number): Promise<CheckTurn[]>;
  refunds(limit: number): Promise<RefundTurn[]>;
  webhooks(limit: number): Promise<StoredWebhook[]>;
  /** The next page of the night's sweep, which begins at three in the morning or as soon as a replica runs after that. */
  sweeps(): Promise<SweepTurn[]>;
  /** Captures for more than a quarter of an hour and no webhook at all: told to one replica, once (R23). */
  silence(): Promise<Silence | undefined>;
  forgetOld(): Promise<void>;
}

export interface OrderTurn {
  paymentId: string;
  amountPaise: number;
  tries: number;
}

export interface CheckTurn {
  paymentId: string;
  gatewayOrderId: string;
  /** The order is about to expire. */
  isLastLook: boolean;
}

export interface SweepTurn extends BooksPage {
  night: string;
  takenAt: Date;
}

export interface Silence {
  since: Date;
  captures: number;
}

export interface RefundTurn {
  refundId: string;
  paymentId: string;
  tries: number;
}

export interface StoredWebhook {
  id: number;
  raw: Buffer;
  tries: number;
}

export type WebhookReader = (raw: Buffer) => WebhookNews;

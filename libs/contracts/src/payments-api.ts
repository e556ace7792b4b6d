import { z } from 'zod';
import { id, instant, page, paise, paymentStatus, rupees, text } from './values.ts';

export const refundView = z.object({
  id,
  amount: rupees,
  status: z.enum(['requested', 'submitted', 'pending', 'processed', 'failed']),
  reason: z.string(),
  created_at: instant,
  processed_at: instant.nullable(),
});
export type RefundView = z.infer<typeof refundView>;

/** A payment for its owner: what the checkout needs (`gateway_order_id`, `key_id`) and what became of the money. */
export const paymentView = z.object({
  id,
  order_id: id,
  status: paymentStatus,
  amount: rupees,
  currency: z.literal('INR'),
  /** Null until the gateway knows the order; it comes by itself. */
  gateway_order_id: z.string().nullable(),
  key_id: z.string(),
  created_at: instant,
  refunds: z.array(refundView),
});
export type PaymentView = z.infer<typeof paymentView>;

export const paymentAnswer = z.object({ payment: paymentView });

/** Ordering asks for the payment of an order in the customer's own name. Safe to repeat. */
export const openPaymentBody = z.strictObject({ order_id: id, amount_paise: paise.min(1) });

export const byOrderId = z.strictObject({ order_id: id });

const gatewayId = (prefix: string) =>
  z
    .string()
    .max(100)
    .regex(new RegExp(`^${prefix}_\\w+$`));

/** What the checkout hands to the app after it succeeded. */
export const verifyPaymentBody = z.strictObject({
  razorpay_order_id: gatewayId('order'),
  razorpay_payment_id: gatewayId('pay'),
  razorpay_signature: text(200),
});

export const verifyPaymentAnswer = z.object({ status: z.enum(['paid', 'pending']), order_id: id });

export const webhookAnswer = z.object({ status: z.literal('ok') });

export const refundOrderBody = z.strictObject({
  /** The rest when left out. */
  amount: rupees.positive().optional(),
  reason: text(200),
  /**
   * Which of the order's captured payments at the gateway (`pay_…`); for money that came twice and whose own refund failed. The one
   * that paid the order when left out, or another one when nothing of that is left.
   */
  gateway_payment_id: gatewayId('pay').optional(),
});

export const refundAnswer = z.object({ refund: refundView });

export const listPaymentsQuery = z.strictObject({
  /** Present without a value, or `true`: only payments a person should look at. */
  needs_attention: z.enum(['', 'true', 'false']).optional(),
  /** Only the payment of this order. */
  order_id: id.optional(),
  limit: page.limit,
  cursor: id.optional(),
});

/** What a customer's try to pay came to at the gateway, and how much of it an admin can still give back. */
const attemptView = z.object({
  gateway_payment_id: z.string(),
  status: z.enum(['created', 'failed', 'authorized', 'captured', 'refunded']),
  amount: rupees,
  currency: z.string(),
  is_captured: z.boolean(),
  refundable: rupees,
});

const adminRefundView = z.object({
  ...refundView.shape,
  gateway_payment_id: z.string(),
  /** What keeps the gateway from sending it; it is tried again until that is over. */
  blocked_by: z.enum(['insufficient_balance']).nullable(),
});

/** Where the nightly comparison found the gateway's books and ours apart; each is reported once. */
export const mismatchView = z.object({
  id,
  /** `orphan`: money at the gateway that belongs to no payment of ours. The others belong to `payment_id`. */
  kind: z.enum(['missed_capture', 'orphan', 'amount_differs', 'refund_differs']),
  payment_id: id.nullable(),
  gateway_payment_id: z.string(),
  gateway_order_id: z.string().nullable(),
  /** Captured or, for `refund_differs`, refunded; as the gateway said and as we knew it at that moment. */
  gateway_amount: rupees,
  known_amount: rupees,
  found_at: instant,
});
export type MismatchView = z.infer<typeof mismatchView>;

export const adminPaymentView = z.object({
  ...paymentView.omit({ key_id: true, refunds: true }).shape,
  user_id: id,
  gateway_payment_id: z.string().nullable(),
  captured: rupees,
  refunded: rupees,
  attempts: z.array(attemptView),
  refunds: z.array(adminRefundView),
  /**
   * Why a person should look: `amount_mismatch`, `late_capture`, `duplicate_capture`, `refund_failed`, `insufficient_balance`,
   * `dispute`, `mismatch` …
   */
  needs_attention: z.array(z.string()),
  mismatches: z.array(mismatchView),
  captured_at: instant.nullable(),
  updated_at: instant,
});
export type AdminPaymentView = z.infer<typeof adminPaymentView>;

export const adminPayments = z.object({
  payments: z.array(adminPaymentView),
  /** Mismatches without a payment, newest first, at most a hundred; on the first page of `needs_attention` only. */
  orphans: z.array(mismatchView),
  next_cursor: z.string().nullable(),
});

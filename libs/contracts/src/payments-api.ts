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
});

export const refundAnswer = z.object({ refund: refundView });

export const listPaymentsQuery = z.strictObject({
  /** Present without a value, or `true`: only payments a person should look at. */
  needs_attention: z.enum(['', 'true', 'false']).optional(),
  limit: page.limit,
  cursor: id.optional(),
});

export const adminPaymentView = z.object({
  ...paymentView.omit({ key_id: true }).shape,
  user_id: id,
  gateway_payment_id: z.string().nullable(),
  captured: rupees,
  refunded: rupees,
  /** Why a person should look: `amount_mismatch`, `late_capture`, `duplicate_capture`, `refund_failed`, `dispute` … */
  needs_attention: z.array(z.string()),
  captured_at: instant.nullable(),
  updated_at: instant,
});
export type AdminPaymentView = z.infer<typeof adminPaymentView>;

export const adminPayments = z.object({ payments: z.array(adminPaymentView), next_cursor: z.string().nullable() });

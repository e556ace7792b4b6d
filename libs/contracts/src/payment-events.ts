import { z } from 'zod';
import { eventKind } from './event.ts';
import { id, instant, paise, paymentStatus } from './values.ts';

export const refundState = z.object({
  id,
  amount_paise: paise,
  status: z.enum(['requested', 'submitted', 'pending', 'processed', 'failed']),
  reason: z.string(),
  created_at: instant,
  processed_at: instant.nullable(),
});

/** The whole of a payment: one intent to be paid for one order, with the money that came and went. */
export const paymentState = z.object({
  id,
  order_id: id,
  user_id: id,
  amount_paise: paise,
  currency: z.literal('INR'),
  status: paymentStatus,
  gateway_order_id: z.string().nullable(),
  gateway_payment_id: z.string().nullable(),
  captured_paise: paise,
  refunded_paise: paise,
  refunds: z.array(refundState),
  captured_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
  version: z.int().positive(),
});
export type PaymentState = z.infer<typeof paymentState>;

const data = z.object({ payment: paymentState });
const at = '2026-02-13T08:30:05.000Z';

function example(version: number, payment: Partial<PaymentState>) {
  return {
    payment: {
      id: '0195a000-0000-7000-8000-000000000010',
      order_id: '0195a000-0000-7000-8000-000000000001',
      user_id: '0195a000-0000-7000-8000-000000000002',
      amount_paise: 46_000,
      currency: 'INR' as const,
      status: 'pending' as const,
      gateway_order_id: 'order_RzpXXXXXXXXXXX',
      gateway_payment_id: null,
      captured_paise: 0,
      refunded_paise: 0,
      refunds: [],
      captured_at: null,
      created_at: at,
      updated_at: at,
      version,
      ...payment,
    },
  };
}

/** The gateway knows the order: the customer can pay now, and the order's time to live starts. */
export const paymentCreated = eventKind('payment.created', 'payment', data, example(1, {}));

/** The order's own money arrived, in the right amount. Sent once per payment. */
export const paymentCaptured = eventKind(
  'payment.captured',
  'payment',
  data,
  example(2, { status: 'paid', captured_paise: 46_000, captured_at: at, gateway_payment_id: 'pay_RzpXXXXXXXXXXX' }),
);

/**
 * The order's time was nearly over while somebody was still paying in their UPI app: it may last until `awaited_until`, which is later
 * than it would have expired and never moves again. Sent at most once per payment.
 */
export const paymentAwaited = eventKind(
  'payment.awaited',
  'payment',
  z.object({ payment: paymentState, awaited_until: instant }),
  { ...example(2, {}), awaited_until: '2026-02-13T08:57:00.000Z' },
);

/** A refund was processed by the gateway; `refunded_paise` is the sum so far. */
export const paymentRefunded = eventKind(
  'payment.refunded',
  'payment',
  z.object({
    payment: paymentState,
    refund: refundState,
    /** False when it gives back money that never was the order's: late, extra or in the wrong amount. */
    is_order_money: z.boolean().default(true),
  }),
  {
    ...example(3, { status: 'refunded', captured_paise: 46_000, refunded_paise: 46_000, captured_at: at }),
    refund: {
      id: '0195a000-0000-7000-8000-000000000011',
      amount_paise: 46_000,
      status: 'processed' as const,
      reason: 'order_cancelled',
      created_at: at,
      processed_at: at,
    },
    is_order_money: true,
  },
);

/** No money is expected any more: the order was cancelled or expired before it was paid. */
export const paymentClosed = eventKind('payment.closed', 'payment', data, example(2, { status: 'failed' }));

import { z } from 'zod';
import type { RefundFact } from '../domain/facts.ts';
import type { GatewayAttempt } from '../use-cases/payment-gateway.ts';

const text = z.string().nullish();

/** `pay_…`; unknown fields pass, they are kept masked. */
export const paymentEntity = z.looseObject({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['created', 'authorized', 'captured', 'refunded', 'failed']),
  order_id: z.string().nullable(),
  captured: z.boolean(),
  amount_refunded: z
    .int()
    .nullish()
    .transform((amount) => amount ?? 0),
  created_at: z.int().nullish(),
});

export const refundEntity = z.object({
  id: z.string(),
  amount: z.int(),
  payment_id: z.string(),
  receipt: z.string().nullish(),
  status: z.enum(['pending', 'processed', 'failed']),
});

export const orderEntity = z.object({
  id: z.string(),
  amount: z.coerce.number().int(),
  currency: z.string(),
  receipt: text,
  attempts: z.int().nullish(),
});

const ourReceipt = z.uuid();

/** Our payment id; null for an order of another system on the same account, which has receipts of its own kind. */
export function ourReceiptOf({ receipt }: z.output<typeof orderEntity>): string | null {
  return ourReceipt.safeParse(receipt).data ?? null;
}

const PERSONAL = new Set([
  'email',
  'contact',
  'vpa',
  'card',
  'card_id',
  'bank_account',
  'token_id',
  'customer_id',
  'notes',
]);

export function attemptOf(entity: z.output<typeof paymentEntity>): GatewayAttempt {
  return {
    gatewayOrderId: entity.order_id,
    refundedPaise: entity.amount_refunded,
    startedAt: entity.created_at ? new Date(entity.created_at * 1000) : null,
    response: withoutPersonalData(entity),
    fact: {
      kind: 'attempt',
      gatewayPaymentId: entity.id,
      status: entity.status,
      amountPaise: entity.amount,
      currency: entity.currency,
      isCaptured: entity.captured || entity.status === 'captured',
    },
  };
}

export function refundFactOf(entity: z.output<typeof refundEntity>): RefundFact {
  return {
    kind: 'refund',
    gatewayPaymentId: entity.payment_id,
    gatewayRefundId: entity.id,
    receipt: entity.receipt ?? null,
    amountPaise: entity.amount,
    status: entity.status,
  };
}

/** Phone, address and VPA of the payer are Razorpay's to keep, not ours. Only their presence is kept. */
function withoutPersonalData(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      if (PERSONAL.has(key)) return [key, field === null ? null : '[removed]'];
      return [
        key,
        typeof field === 'object' && field !== null && !Array.isArray(field) ? withoutPersonalData(field) : field,
      ];
    }),
  );
}

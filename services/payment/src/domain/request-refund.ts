import { type AppError, conflict, validationError } from '@campus/errors/app-error';
import { rupeesFromPaise } from '@campus/money/money';
import type { FactContext } from './facts.ts';
import { adoptedAttempt, refundablePaise } from './money-of-payment.ts';
import type { Attempt, Payment, Refund } from './payment.ts';

export interface RefundWish {
  /** The rest when left out. */
  amountPaise?: number;
  reason: string;
  reasonKey: string;
  /** Which captured attempt; the order's own money when left out. */
  gatewayPaymentId?: string;
}

const SMALLEST_PAISE = 100;

/** An admin gives money back; never more than came and is not already on its way. Throws 409 `REFUND_EXCEEDS_PAYMENT`. */
export function requestRefund(
  payment: Payment,
  wish: RefundWish,
  context: FactContext,
): { payment: Payment; refund: Refund } {
  if (payment.flags.includes('dispute'))
    throw conflict('PAYMENT_DISPUTED', 'The bank is already disputing this payment.');
  const attempt = refundableAttempt(payment, wish.gatewayPaymentId);
  const restPaise = attempt ? refundablePaise(payment, attempt) : 0;
  const amountPaise = wish.amountPaise ?? restPaise;
  if (!attempt || restPaise === 0 || amountPaise > restPaise) throw exceeds(restPaise);
  if (amountPaise < SMALLEST_PAISE && amountPaise !== restPaise) {
    throw validationError([{ path: 'amount', message: 'must be at least 1.00, or the whole rest' }]);
  }
  const refund: Refund = {
    id: context.newId(),
    gatewayPaymentId: attempt.gatewayPaymentId,
    gatewayRefundId: null,
    amountPaise,
    status: 'requested',
    blockedBy: null,
    reasonKey: wish.reasonKey,
    reason: wish.reason,
    createdAt: context.now,
    processedAt: null,
  };
  return { payment: { ...payment, refunds: [...payment.refunds, refund], updatedAt: context.now }, refund };
}

/** The order's own money first, unless told; else money that was never accepted and could not be returned automatically. */
function refundableAttempt(payment: Payment, wanted: string | undefined): Attempt | undefined {
  if (wanted !== undefined) return namedAttempt(payment, wanted);
  const adopted = adoptedAttempt(payment);
  const withRest = payment.attempts.filter((attempt) => refundablePaise(payment, attempt) > 0);
  return withRest.find((attempt) => attempt === adopted) ?? withRest[0];
}

function namedAttempt({ attempts }: Payment, wanted: string): Attempt {
  const named = attempts.find(({ gatewayPaymentId }) => gatewayPaymentId === wanted);
  if (named) return named;
  throw validationError([{ path: 'gateway_payment_id', message: 'must be a payment of this order' }]);
}

function exceeds(restPaise: number): AppError {
  return conflict('REFUND_EXCEEDS_PAYMENT', 'More than what was paid and not yet refunded cannot be given back.', {
    refundable: rupeesFromPaise(restPaise),
  });
}

import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import { attentionOf } from '../domain/attention.ts';
import { lastLookAt } from '../domain/last-look.ts';
import type { Attempt, Payment, Refund } from '../domain/payment.ts';
import { statusOf } from '../domain/payment-status.ts';

export interface PaymentRow {
  id: string;
  order_id: string;
  user_id: string;
  gateway_order_id: string | null;
  gateway_payment_id: string | null;
  amount: string;
  status: string;
  closed_as: Payment['closedAs'];
  flags: Payment['flags'];
  needs_attention: string[];
  expires_at: Date | null;
  awaited_until: Date | null;
  last_look_at: Date | null;
  captured_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface AttemptRow {
  gateway_payment_id: string;
  payment_id: string;
  status: Attempt['status'];
  amount: string;
  currency: string;
  is_captured: boolean;
  updated_at?: Date;
}

export interface RefundRow {
  id: string;
  payment_id: string;
  gateway_payment_id: string;
  gateway_refund_id: string | null;
  amount: string;
  status: Refund['status'];
  blocked_by: Refund['blockedBy'];
  reason_key: string;
  reason: string;
  created_at: Date;
  processed_at: Date | null;
}

export function paymentOf(row: PaymentRow, attempts: AttemptRow[], refunds: RefundRow[]): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    userId: row.user_id,
    amountPaise: paiseFromNumeric(row.amount),
    gatewayOrderId: row.gateway_order_id,
    gatewayPaymentId: row.gateway_payment_id,
    closedAs: row.closed_as,
    flags: row.flags,
    expiresAt: row.expires_at,
    awaitedUntil: row.awaited_until,
    capturedAt: row.captured_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    attempts: attempts.map((attempt) => ({
      gatewayPaymentId: attempt.gateway_payment_id,
      status: attempt.status,
      amountPaise: paiseFromNumeric(attempt.amount),
      currency: attempt.currency,
      isCaptured: attempt.is_captured,
    })),
    refunds: refunds.map(refundOf),
  };
}

function refundOf(row: RefundRow): Refund {
  return {
    id: row.id,
    gatewayPaymentId: row.gateway_payment_id,
    gatewayRefundId: row.gateway_refund_id,
    amountPaise: paiseFromNumeric(row.amount),
    status: row.status,
    blockedBy: row.blocked_by,
    reasonKey: row.reason_key,
    reason: row.reason,
    createdAt: row.created_at,
    processedAt: row.processed_at,
  };
}

export function rowOfPayment(payment: Payment): PaymentRow {
  return {
    id: payment.id,
    order_id: payment.orderId,
    user_id: payment.userId,
    gateway_order_id: payment.gatewayOrderId,
    gateway_payment_id: payment.gatewayPaymentId,
    amount: numericFromPaise(payment.amountPaise),
    status: statusOf(payment),
    closed_as: payment.closedAs,
    flags: payment.flags,
    needs_attention: attentionOf(payment),
    expires_at: payment.expiresAt,
    awaited_until: payment.awaitedUntil,
    last_look_at: lastLookAt(payment),
    captured_at: payment.capturedAt,
    version: payment.version,
    created_at: payment.createdAt,
    updated_at: payment.updatedAt,
  };
}

export function rowOfAttempt(paymentId: string, attempt: Attempt): AttemptRow {
  return {
    gateway_payment_id: attempt.gatewayPaymentId,
    payment_id: paymentId,
    status: attempt.status,
    amount: numericFromPaise(attempt.amountPaise),
    currency: attempt.currency,
    is_captured: attempt.isCaptured,
  };
}

export function rowOfRefund(paymentId: string, refund: Refund): RefundRow {
  return {
    id: refund.id,
    payment_id: paymentId,
    gateway_payment_id: refund.gatewayPaymentId,
    gateway_refund_id: refund.gatewayRefundId,
    amount: numericFromPaise(refund.amountPaise),
    status: refund.status,
    blocked_by: refund.blockedBy,
    reason_key: refund.reasonKey,
    reason: refund.reason,
    created_at: refund.createdAt,
    processed_at: refund.processedAt,
  };
}

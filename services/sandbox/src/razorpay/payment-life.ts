import { digits, hexId, razorpayId } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import type { EventDraft } from '../webhooks/webhook-state.ts';
import { orderPaidEvent, paymentEvent } from './event-draft.ts';
import { failureOf } from './failure-reasons.ts';
import type { Order, Payment } from './razorpay-state.ts';

export interface Attempt {
  amount: number;
  vpa: string;
}

/** The customer starts to pay. No event: Razorpay says nothing about `created`. */
export function openPayment(sandbox: Sandbox, order: Order, { amount, vpa }: Attempt): Payment {
  const payment: Payment = {
    entity: {
      id: razorpayId(sandbox.random, 'pay'),
      entity: 'payment',
      amount,
      currency: order.entity.currency,
      status: 'created',
      order_id: order.entity.id,
      invoice_id: null,
      international: false,
      method: 'upi',
      amount_refunded: 0,
      refund_status: null,
      captured: false,
      description: 'Campus food ₹',
      card_id: null,
      bank: null,
      wallet: null,
      vpa,
      email: 'void@razorpay.com',
      contact: '+919876543210',
      notes: structuredClone(order.entity.notes),
      fee: null,
      tax: null,
      error_code: null,
      error_description: null,
      error_source: null,
      error_step: null,
      error_reason: null,
      acquirer_data: { rrn: null },
      created_at: Math.floor(Date.now() / 1000),
      upi: { payer_account_type: 'bank_account', vpa, flow: 'intent' },
    },
    openedAtMs: sandbox.timers.elapsedMs(),
    refunds: [],
  };
  sandbox.razorpay.payments.set(payment.entity.id, payment);
  order.payments.push(payment);
  order.entity.attempts += 1;
  if (order.entity.status === 'created') order.entity.status = 'attempted';
  return payment;
}

/** Legal from `created` and, as late authorisation, from `failed`. */
export function authorizePayment(sandbox: Sandbox, payment: Payment): EventDraft[] {
  const { entity } = payment;
  if (entity.status === 'failed') entity.late_authorized = true;
  entity.status = 'authorized';
  Object.assign(entity, {
    error_code: null,
    error_description: null,
    error_source: null,
    error_step: null,
    error_reason: null,
  });
  entity.acquirer_data = {
    rrn: digits(sandbox.random, 12),
    upi_transaction_id: hexId(sandbox.random, '', 32).toUpperCase(),
  };
  return [paymentEvent('payment.authorized', payment)];
}

export function capturePayment(order: Order, payment: Payment): EventDraft[] {
  Object.assign(payment.entity, { status: 'captured', captured: true, fee: 0, tax: 0 });
  order.entity.amount_paid += payment.entity.amount;
  order.entity.amount_due = Math.max(0, order.entity.amount - order.entity.amount_paid);
  const first = order.entity.status !== 'paid';
  order.entity.status = 'paid';
  return [paymentEvent('payment.captured', payment), ...(first ? [orderPaidEvent(order, payment)] : [])];
}

export function failPayment(payment: Payment, reason: string): EventDraft[] {
  const { code, description, source, step } = failureOf(reason);
  Object.assign(payment.entity, {
    status: 'failed',
    error_code: code,
    error_description: description,
    error_source: source,
    error_step: step,
    error_reason: reason,
  });
  return [paymentEvent('payment.failed', payment)];
}

import { z } from 'zod';
import { badRequest } from './razorpay-error.ts';
import type { CaptureRules, Notes } from './razorpay-state.ts';
import { readNotes } from './read-notes.ts';

const KNOWN_FIELDS = new Set([
  ...['amount', 'currency', 'receipt', 'notes', 'partial_payment', 'payment', 'payment_capture', 'unique_receipt'],
  ...['offer_id', 'first_payment_min_amount', 'method', 'customer_id'],
]);

const captureSchema = z.strictObject({
  capture: z.enum(['automatic', 'manual']).default('automatic'),
  capture_options: z
    .strictObject({
      automatic_expiry_period: z.int().min(12).max(7200).default(12),
      manual_expiry_period: z.int().min(12).max(7200).optional(),
      refund_speed: z.enum(['normal', 'optimum']).default('normal'),
    })
    .default({ automatic_expiry_period: 12, refund_speed: 'normal' }),
});

export interface NewOrder {
  amount: number;
  currency: string;
  receipt: string | null;
  notes: Notes | [];
  capture: CaptureRules;
  uniqueReceipt: 'unique' | 'any';
}

/** Razorpay's own rules and sentences for the body of `POST /v1/orders`. */
export function readOrder(body: Record<string, unknown>): NewOrder {
  const unknown = Object.keys(body).filter((field) => !KNOWN_FIELDS.has(field));
  if (unknown.length > 0) throw badRequest(`${unknown.join(', ')} is/are not required and should not be sent`);
  return {
    amount: readAmount(body.amount),
    currency: readCurrency(body.currency),
    receipt: readReceipt(body.receipt),
    notes: readNotes(body.notes),
    capture: readCapture(body.payment),
    uniqueReceipt: body.unique_receipt === true || body.unique_receipt === 1 ? 'unique' : 'any',
  };
}

function readAmount(amount: unknown): number {
  if (amount === undefined) throw badRequest('The amount field is required.', { field: 'amount' });
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
    throw badRequest('The amount must be an integer.', { field: 'amount' });
  }
  if (amount < 100) {
    const reason = 'amount_less_than_minimum_amount';
    throw badRequest('Order amount less than minimum amount allowed', { field: 'amount', reason });
  }
  return amount;
}

function readCurrency(currency: unknown): string {
  if (currency === undefined) throw badRequest('The currency field is required.', { field: 'currency' });
  if (currency !== 'INR') throw badRequest('Currency is not supported', { field: 'currency' });
  return currency;
}

export function readReceipt(receipt: unknown): string | null {
  if (receipt === undefined || receipt === null) return null;
  if (typeof receipt !== 'string') throw badRequest('The receipt must be a string.', { field: 'receipt' });
  if (receipt.length > 40) throw badRequest('The receipt may not be greater than 40 characters.', { field: 'receipt' });
  return receipt;
}

function readCapture(payment: unknown): CaptureRules {
  const result = captureSchema.safeParse(payment ?? {});
  if (!result.success)
    throw badRequest(result.error.issues[0]?.message ?? 'The payment is invalid', { field: 'payment' });
  const options = result.data.capture_options;
  const automaticExpiryMinutes = options.automatic_expiry_period;
  const manualExpiryMinutes = options.manual_expiry_period ?? 7200;
  if (manualExpiryMinutes < automaticExpiryMinutes) {
    throw badRequest('manual_expiry_period should be greater than automatic_expiry_period', { field: 'payment' });
  }
  return { automatic: result.data.capture, automaticExpiryMinutes, manualExpiryMinutes };
}

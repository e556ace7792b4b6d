import type { Sandbox } from '../sandbox.ts';
import { emitEvents } from '../webhooks/emit-events.ts';
import { addRefund, finishRefund } from './add-refund.ts';
import { refundEvent } from './event-draft.ts';
import { badRequest } from './razorpay-error.ts';
import type { Payment, RefundEntity } from './razorpay-state.ts';
import { readNotes } from './read-notes.ts';
import { readReceipt } from './read-order.ts';

/** Takes the refund and plays the outcome of the setting; the entity is the answer as it stands now. */
export function createRefund(sandbox: Sandbox, payment: Payment, body: Record<string, unknown>): RefundEntity {
  const { refund_outcome: outcome, refund_delay_ms: delayMs } = sandbox.razorpay.settings;
  const amount = readAmount(payment, body.amount);
  if (outcome === 'insufficient_balance') {
    const description = 'Your account does not have enough balance to carry out the refund operation.';
    throw badRequest(description, { reason: 'insufficient_balance' });
  }
  const status = outcome === 'processed-now' ? 'processed' : 'pending';
  const asked = { amount, notes: readNotes(body.notes), receipt: readReceipt(body.receipt), status } as const;
  const refund = addRefund(sandbox, payment, asked);
  const created = refundEvent('refund.created', { refund, payment });
  if (status === 'processed') {
    emitEvents(sandbox, [created, refundEvent('refund.processed', { refund, payment })]);
  } else {
    emitEvents(sandbox, [created]);
    const final = outcome === 'pending-then-processed' ? 'processed' : 'failed';
    sandbox.timers.after(delayMs, () => settleRefund(sandbox, { refund, payment, status: final }));
  }
  return refund;
}

export interface SettledRefund {
  refund: RefundEntity;
  payment: Payment;
  status: 'processed' | 'failed';
}

/** The bank's last word. A refund already final keeps its state. */
export function settleRefund(sandbox: Sandbox, { refund, payment, status }: SettledRefund): void {
  if (refund.status !== 'pending') return;
  finishRefund(sandbox, payment, { refund, status });
  emitEvents(sandbox, [refundEvent(`refund.${status}`, { refund, payment })]);
}

function readAmount({ entity }: Payment, asked: unknown): number {
  if (entity.refund_status === 'full') throw badRequest('The payment has been fully refunded already');
  if (!entity.captured) throw badRequest('The payment status should be captured for action to be taken');
  const left = entity.amount - entity.amount_refunded;
  const amount = asked ?? left;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
    throw badRequest('The amount must be an integer.', { field: 'amount' });
  }
  if (amount < 100 && amount !== left) throw badRequest('The amount must be at least INR 1.00', { field: 'amount' });
  if (amount > left) {
    throw badRequest('The refund amount provided is greater than amount captured', { field: 'amount' });
  }
  return amount;
}

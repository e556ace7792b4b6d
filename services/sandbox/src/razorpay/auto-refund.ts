import type { Sandbox } from '../sandbox.ts';
import { emitEvents } from '../webhooks/emit-events.ts';
import { addRefund } from './add-refund.ts';
import { refundEvent } from './event-draft.ts';
import type { Payment } from './razorpay-state.ts';

/** Razorpay gives uncaptured money back by itself; `captured` stays false, which is how a receiver can tell. */
export function autoRefund(sandbox: Sandbox, payment: Payment): void {
  const refund = addRefund(sandbox, payment, {
    amount: payment.entity.amount,
    notes: [],
    receipt: null,
    status: 'processed',
  });
  emitEvents(sandbox, [
    refundEvent('refund.created', { refund, payment }),
    refundEvent('refund.processed', { refund, payment }),
  ]);
}

import type { Transaction } from '@campus/database/transaction';
import type { Payment } from '../domain/payment.ts';
import { type RefundRow, rowOfRefund } from './payment-row.ts';

export function refundsTable(trx: Transaction) {
  return {
    of: (paymentId: string): Promise<RefundRow[]> =>
      trx<RefundRow>('refunds').where({ payment_id: paymentId }).orderBy(['created_at', 'id']),
    async save({ id, refunds }: Payment): Promise<void> {
      if (refunds.length === 0) return;
      await trx('refunds')
        .insert(refunds.map((refund) => ({ ...rowOfRefund(id, refund), next_try_at: firstTry(trx, refund.status) })))
        .onConflict('id')
        .merge({
          gateway_refund_id: trx.raw('excluded.gateway_refund_id'),
          status: trx.raw('excluded.status'),
          blocked_by: trx.raw('excluded.blocked_by'),
          processed_at: trx.raw('excluded.processed_at'),
          next_try_at: trx.raw(NEXT_TRY),
        });
    },
  };
}

// A pending refund is Razorpay's: its word comes by webhook, and we ask when none came. A finished one leaves the queue.
function firstTry(trx: Transaction, status: RefundRow['status']) {
  if (status === 'processed' || status === 'failed') return null;
  return status === 'pending' ? trx.raw("now() + interval '1 minute'") : trx.fn.now();
}

const NEXT_TRY = `case
  when excluded.status in ('processed', 'failed') then null
  when excluded.status = 'pending' and refunds.status <> 'pending' then excluded.next_try_at
  else refunds.next_try_at end`;

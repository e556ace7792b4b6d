import type { Transaction } from '@campus/database/transaction';
import { numericFromPaise } from '@campus/money/money';
import type { Refunds } from '../use-cases/work.ts';

export function refundsTable(trx: Transaction, generation: number): Refunds {
  return {
    async keep(refund) {
      const row = {
        generation,
        id: refund.id,
        order_id: refund.orderId,
        version: refund.version,
        amount: numericFromPaise(refund.amountPaise),
        refunded_at: refund.refundedAt,
        refunded_day: refund.refundedDay,
      };
      await trx('refunds')
        .insert(row)
        .onConflict(['generation', 'id'])
        .merge()
        .whereRaw('excluded.version < refunds.version');
    },
  };
}

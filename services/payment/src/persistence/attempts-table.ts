import type { Transaction } from '@campus/database/transaction';
import type { Payment } from '../domain/payment.ts';
import { type AttemptRow, rowOfAttempt } from './payment-row.ts';

export function attemptsTable(trx: Transaction) {
  const table = () => trx<AttemptRow>('payment_attempts');
  return {
    of: (paymentId: string) => table().where({ payment_id: paymentId }).orderBy(['created_at', 'gateway_payment_id']),
    async save({ id, attempts }: Payment): Promise<void> {
      if (attempts.length === 0) return;
      await table()
        .insert(attempts.map((attempt) => rowOfAttempt(id, attempt)))
        .onConflict('gateway_payment_id')
        .merge({
          status: trx.raw('excluded.status'),
          is_captured: trx.raw('excluded.is_captured'),
          updated_at: trx.fn.now(),
        });
    },
    async keepResponse(gatewayPaymentId: string, response: Record<string, unknown>): Promise<void> {
      await trx('payment_attempts')
        .where({ gateway_payment_id: gatewayPaymentId })
        .update({ gateway_response: JSON.stringify(response) });
    },
  };
}

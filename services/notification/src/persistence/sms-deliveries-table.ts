import type { Transaction } from '@campus/database/transaction';
import type { SmsOutcome } from '../domain/sms.ts';
import type { SmsDeliveries } from '../use-cases/work.ts';

interface SmsDeliveryRow {
  id: string;
  provider: string;
  status: 'sending' | SmsOutcome['status'];
  provider_sid: string | null;
  error_code: string | null;
  created_at: Date;
  updated_at: Date;
}

export function smsDeliveriesTable(trx: Transaction): SmsDeliveries {
  const table = () => trx<SmsDeliveryRow>('sms_deliveries');
  return {
    async begin({ id, provider, at }) {
      const begun = await table()
        .insert({ id, provider, status: 'sending', created_at: at, updated_at: at })
        .onConflict('id')
        .ignore()
        .returning('id');
      return begun.length === 1;
    },
    async record(id, { provider, outcome, at }) {
      await table()
        .where({ id })
        .update({
          provider,
          status: outcome.status,
          provider_sid: outcome.status === 'accepted' ? outcome.providerSid : null,
          error_code: outcome.status === 'accepted' ? null : outcome.errorCode,
          updated_at: at,
        });
    },
  };
}

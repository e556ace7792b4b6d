import type { Transaction } from '@campus/database/transaction';
import type { SmsOutcome } from '../domain/sms.ts';
import type { LastSms, SmsProgress } from '../domain/sms-progress.ts';
import type { SmsDeliveries } from '../use-cases/work.ts';

interface SmsDeliveryRow {
  id: string;
  provider: string;
  status: 'sending' | SmsOutcome['status'];
  provider_sid: string | null;
  error_code: string | null;
  progress: SmsProgress | null;
  progress_error_code: string | null;
  phone_hash: string | null;
  created_at: Date;
  updated_at: Date;
}

export function smsDeliveriesTable(trx: Transaction): SmsDeliveries {
  const table = () => trx<SmsDeliveryRow>('sms_deliveries');
  return {
    async begin({ id, provider, phoneHash, at }) {
      const begun = await table()
        .insert({ id, provider, phone_hash: phoneHash, status: 'sending', created_at: at, updated_at: at })
        .onConflict('id')
        .ignore()
        .returning('id');
      return begun.length === 1;
    },
    async handTo(id, { provider, at }) {
      const fresh = { progress: null, progress_error_code: null, updated_at: at };
      await table()
        .where({ id })
        .whereNot({ provider })
        .update({ provider, ...fresh });
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
    async findLastTo(phoneHash, since) {
      const newest = table().where({ phone_hash: phoneHash }).where('created_at', '>', since);
      const row = await newest.orderBy('created_at', 'desc').first();
      return row && lastSmsOf(row);
    },
    async lock(id) {
      const row = await table().where({ id }).forUpdate().first();
      return row && lastSmsOf(row);
    },
    async saveProgress(id, { progress, errorCode }, at) {
      await table().where({ id }).update({ progress, progress_error_code: errorCode, updated_at: at });
    },
  };
}

function lastSmsOf({ provider, status, error_code: errorCode, progress }: SmsDeliveryRow): LastSms {
  return { provider, status, errorCode, progress };
}

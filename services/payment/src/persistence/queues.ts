import type { Transaction } from '@campus/database/transaction';
import type { Queues, WebhookInbox } from '../use-cases/work.ts';

export function queuesOf(trx: Transaction): Queues {
  return {
    async createOrderLater(paymentId, { error, afterMs }) {
      await trx('payments')
        .where({ id: paymentId, status: 'creating' })
        .update({ create_error: error, create_at: later(trx, afterMs) });
    },
    async checkLater(paymentId, at) {
      await trx('payments')
        .where({ id: paymentId })
        .update({ check_at: trx.raw('least(coalesce(check_at, ?), ?)', [at, at]) });
    },
    async sendRefundLater(refundId, { error, afterMs }) {
      await trx('refunds')
        .where({ id: refundId })
        .whereNotNull('next_try_at')
        .update({ last_error: error, next_try_at: later(trx, afterMs) });
    },
  };
}

function later(trx: Transaction, afterMs: number) {
  return trx.raw("now() + ? * interval '1 millisecond'", [afterMs]);
}

const NEWEST_SECRET = `with noted as (
    insert into webhook_secret (id, fingerprint, since) values (1, ?, ?)
    on conflict (id) do update set fingerprint = excluded.fingerprint, since = excluded.since
      where webhook_secret.fingerprint <> excluded.fingerprint
    returning since
  )
  select since from noted union all select since from webhook_secret where fingerprint = ?`;

export function webhookInboxTable(trx: Transaction): WebhookInbox {
  return {
    async add({ eventId, sha256, raw, at }) {
      await trx('webhook_inbox')
        .insert({ event_id: eventId, body_sha256: sha256, raw, received_at: at, next_try_at: trx.fn.now() })
        .onConflict()
        .ignore();
    },
    async newestSecretSince(fingerprint, at) {
      const { rows } = await trx.raw(NEWEST_SECRET, [fingerprint, at, fingerprint]);
      // Another replica noted it in the same moment.
      return rows[0]?.since ?? at;
    },
    async finish(id, { outcome, detail, at }) {
      await trx('webhook_inbox').where({ id }).update({ outcome, detail, processed_at: at, next_try_at: null });
    },
  };
}

import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import { STORED_EVENT, type StoredEvent } from './stored-event.ts';

/** An outbox row that is still to be published. */
export interface PendingEvent extends StoredEvent {
  id: number;
}

/** A row fails this often alone, while others pass, before it is put aside for a person. */
const LONE_FAILURES = 10;

/**
 * The oldest pending rows. Identity values commit out of order, so rows are found by what is missing, never by "last id".
 * Rows that were refused before come last: they must not keep the others from passing.
 */
export async function takePending(trx: Transaction, limit: number): Promise<PendingEvent[]> {
  return trx('outbox')
    .select('id', ...STORED_EVENT)
    .whereNull('published_at')
    .whereNull('quarantined_at')
    .orderByRaw('last_error is not null, id')
    .limit(limit)
    .forUpdate()
    .skipLocked();
}

/** Whether a row waits to be published. */
export async function hasPending(db: Db): Promise<boolean> {
  const row = await db('outbox').whereNull('published_at').whereNull('quarantined_at').first('id');
  return row !== undefined;
}

export async function markPublished(trx: Transaction, ids: number[]): Promise<void> {
  if (ids.length > 0) await trx('outbox').whereRaw('id = any(?)', [ids]).update({ published_at: trx.fn.now() });
}

/** Notes why a row failed without holding it against the row. */
export async function noteFailure(trx: Transaction, { id, error }: { id: number; error: string }): Promise<void> {
  await trx('outbox').where({ id }).update({ last_error: error });
}

/** Counts a refusal of this very row; resolves to true when that was one too many and the row is quarantined now. */
export async function countRefusal(trx: Transaction, { id, error }: { id: number; error: string }): Promise<boolean> {
  const [row] = await trx('outbox')
    .where({ id })
    .update({
      last_error: error,
      attempts: trx.raw('attempts + 1'),
      quarantined_at: trx.raw('case when attempts + 1 >= ? then now() end', [LONE_FAILURES]),
    })
    .returning('quarantined_at');
  return row?.quarantined_at !== null;
}

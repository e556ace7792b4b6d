import type { Db } from '@campus/database/connect';
import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { STORED_EVENT, type StoredEvent } from './stored-event.ts';

/** An outbox row that is still to be published. */
export interface PendingEvent extends StoredEvent {
  id: number;
}

const takeStatement = statement<PendingEvent>(`
  select id, ${STORED_EVENT.join(', ')} from outbox
  where published_at is null and quarantined_at is null
  order by last_error is not null, id limit :limit for update skip locked`);
// A mark that a crash of PostgreSQL forgets is an event sent twice, which consumers know anyway: it needs no sync of its own.
// And a plan is kept: made while the outbox was empty it would go on reading all of it, until the first statistics.
const lockStatement = statement(`
  select pg_advisory_xact_lock(:lockKey), set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true)`);
// The array in a subquery: else PostgreSQL plans it anew for each array, which costs more than running it.
const markStatement = statement(
  'update outbox set published_at = now() where id = any(array(select unnest(:ids::bigint[])))',
);

export interface Taking {
  lockKey: number;
  limit: number;
}

/** A row fails this often alone, while others pass, before it is put aside for a person. */
const LONE_FAILURES = 10;

/**
 * The oldest pending rows, taken under the advisory lock `lockKey`: the statement behind it already sees what its last holder has marked. Identity values commit out of order, so rows are found by what is missing, never by "last id".
 * Rows that were refused before come last: they must not keep the others from passing.
 */
export async function takePending(trx: Transaction, { lockKey, limit }: Taking): Promise<PendingEvent[]> {
  // One round trip: a connection answers in the order in which it was asked.
  const [, { rows }] = await Promise.all([lockStatement(trx, { lockKey }), takeStatement(trx, { limit })]);
  return rows;
}

/** Whether a row waits to be published. */
export async function hasPending(db: Db): Promise<boolean> {
  const row = await db('outbox').whereNull('published_at').whereNull('quarantined_at').first('id');
  return row !== undefined;
}

export async function markPublished(trx: Transaction, ids: number[]): Promise<void> {
  if (ids.length > 0) await markStatement(trx, { ids });
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

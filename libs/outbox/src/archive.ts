import { type CloudEvent, cloudEvent } from '@campus/contracts/event';
import type { Db } from '@campus/database/connect';
import { inTransaction, type Transaction } from '@campus/database/transaction';
import { STORED_EVENT, type StoredEvent } from './stored-event.ts';

/**
 * What remains of an event when its time in the outbox is over, or undefined: nothing does. What is returned is all that is kept, so it must
 * hold nothing of a person. `isNewest`: no newer event of its aggregate was published; one that remains only for that goes
 * when a newer one comes. An event that should leave something and is `unreadable` stays in the outbox until a person has seen to it.
 */
export type Residue = (event: CloudEvent, place: { isNewest: boolean }) => CloudEvent | undefined | 'unreadable';

export interface Archived {
  /** Rows that left the outbox, and how many of them remained in the archive. */
  left: number;
  archived: number;
  /** Old rows that are still there because they cannot be read. */
  unreadable: number;
}

interface DueEvent extends StoredEvent {
  id: number;
  is_newest: boolean;
}

/** One replica at a time archives: the rows of an aggregate must be judged together. */
const ARCHIVE_LOCK = 727_011;
const BATCH = 1_000;

const DUE = `
  select id, ${STORED_EVENT.join(', ')},
    not exists (
      select from outbox as newer where newer.aggregate_type = old.aggregate_type and newer.aggregate_id = old.aggregate_id
        and newer.aggregate_version > old.aggregate_version and newer.published_at is not null)
    and not exists (
      select from outbox_archive as newer where newer.aggregate_type = old.aggregate_type
        and newer.aggregate_id = old.aggregate_id and newer.aggregate_version > old.aggregate_version) as is_newest
  from outbox as old where published_at < now() - interval '14 days' order by published_at limit ${BATCH}`;

const SUPERSEDED = `
  delete from outbox_archive as old using outbox as newer
  where newer.id = any(?) and not old.is_lasting and old.aggregate_type = newer.aggregate_type
    and old.aggregate_id = newer.aggregate_id and old.aggregate_version < newer.aggregate_version`;

/** Takes what is older than 14 days out of the outbox and archives its residue. */
export async function archiveOldEvents(db: Db, residue: Residue): Promise<Archived> {
  const total = { left: 0, archived: 0, unreadable: 0 };
  for (;;) {
    const batch = await inTransaction(db, (trx) => archiveBatch(trx, residue));
    total.left += batch.left;
    total.archived += batch.archived;
    total.unreadable = batch.unreadable;
    if (batch.left + batch.unreadable < BATCH || batch.left === 0) return total;
  }
}

async function archiveBatch(trx: Transaction, residue: Residue): Promise<Archived> {
  const lock = await trx.raw('select pg_try_advisory_xact_lock(?) as free', [ARCHIVE_LOCK]);
  if (!lock.rows[0].free) return { left: 0, archived: 0, unreadable: 0 };
  const { rows: due }: { rows: DueEvent[] } = await trx.raw(DUE);
  const judged = due.map((event) => ({ id: event.id, remains: remainsOf(event, residue) }));
  const readable = judged.flatMap(({ id, remains }) => (remains === 'unreadable' ? [] : [{ id, remains }]));
  const ids = readable.map(({ id }) => id);
  const remains = readable.flatMap((event) => event.remains ?? []);
  if (remains.length > 0) await trx('outbox_archive').insert(remains).onConflict().ignore();
  await trx.raw(SUPERSEDED, [ids]);
  await trx('outbox').whereIn('id', ids).delete();
  return { left: ids.length, archived: remains.length, unreadable: due.length - ids.length };
}

function remainsOf({ id: _, is_newest, ...stored }: DueEvent, residue: Residue) {
  const { data: event } = cloudEvent.safeParse(JSON.parse(stored.body));
  const remains = event ? residue(event, { isNewest: is_newest }) : 'unreadable';
  if (!event || !remains || remains === 'unreadable') return remains;
  return { ...stored, body: JSON.stringify(remains), is_lasting: residue(event, { isNewest: false }) !== undefined };
}

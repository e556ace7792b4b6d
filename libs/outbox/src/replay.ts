import type { Db } from '@campus/database/connect';
import { STORED_EVENT, type StoredEvent } from './stored-event.ts';

const PAGE = 500;

/**
 * Everything of these types that the outbox and its archive hold, page by page: published, waiting or quarantined, for it happened.
 * The archive comes last, so that an event that is archived meanwhile is seen at least once, and so is the newest of each
 * aggregate. Whoever began to hear live events before the first page misses nothing.
 */
export async function* storedEvents(db: Db, types: string[]): AsyncGenerator<StoredEvent[]> {
  yield* outboxPages(db, types);
  yield* archivePages(db, types);
}

async function* outboxPages(db: Db, types: string[]): AsyncGenerator<StoredEvent[]> {
  for (let after = 0; ; ) {
    const rows: (StoredEvent & { id: number })[] = await db('outbox')
      .select('id', ...STORED_EVENT)
      .where('id', '>', after)
      .whereIn('type', types)
      .orderBy('id')
      .limit(PAGE);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

async function* archivePages(db: Db, types: string[]): AsyncGenerator<StoredEvent[]> {
  for (let after: (string | number)[] = ['', '', 0]; ; ) {
    const rows: StoredEvent[] = await db('outbox_archive')
      .select(...STORED_EVENT)
      .whereRaw('(aggregate_type, aggregate_id, aggregate_version) > (?, ?, ?)', after)
      .whereIn('type', types)
      .orderBy(['aggregate_type', 'aggregate_id', 'aggregate_version'])
      .limit(PAGE);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.aggregate_type, last.aggregate_id, last.aggregate_version];
  }
}

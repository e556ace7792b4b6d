import type { Queries } from '@campus/database/transaction';
import type { Knex } from 'knex';

export interface Redaction {
  aggregateType: string;
  /** Whose events: their ids, or a query for them. */
  ids: string[] | Knex.QueryBuilder;
  /** Where in the envelope to put null, such as `['data', 'user', 'name']`. */
  paths: string[][];
}

/**
 * Takes what belonged to a person out of events that were published. The facts stay: id, version, time. Whoever publishes such an
 * event again tells the others nothing new, because they know its id and a later version. Pending events are left to the relay, which
 * holds their rows while it publishes. Returns how many events had something to lose.
 */
export async function redactPublished(db: Queries, { aggregateType, ids, paths }: Redaction): Promise<number> {
  const json = (path: string[]) => `{${path.join(',')}}`;
  const body = paths.reduce((inner) => `jsonb_set(${inner}, ?::text[], 'null', false)`, 'body::jsonb');
  const holdsAny = paths.map(() => 'body::jsonb #>> ?::text[] is not null').join(' or ');
  return db('outbox')
    .where({ aggregate_type: aggregateType })
    .whereIn('aggregate_id', ids)
    .whereNotNull('published_at')
    .whereRaw(`(${holdsAny})`, paths.map(json))
    .update({ body: db.raw(`(${body})::text`, paths.map(json)) });
}

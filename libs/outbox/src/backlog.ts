import type { Db } from '@campus/database/connect';

export interface Backlog {
  /** Still to be published, without those put aside. */
  pending: number;
  /** Refused too often: a person must look. */
  quarantined: number;
  oldestAgeSeconds: number | null;
}

// Both counts read only rows that are not published, by the partial index where that is possible.
const BACKLOG = `select
  (select count(*)::int from outbox where published_at is null and quarantined_at is null) as pending,
  (select count(*)::int from outbox where published_at is null and quarantined_at is not null) as quarantined,
  (select extract(epoch from now() - min(occurred_at))::float8
     from outbox where published_at is null and quarantined_at is null) as "oldestAgeSeconds"`;

/** What of a service's events is still to be told. */
export async function outboxBacklog(db: Db): Promise<Backlog> {
  const { rows }: { rows: [Backlog] } = await db.raw(BACKLOG);
  return rows[0];
}

import type { Db } from '@campus/database/connect';
import { gauge } from '@campus/telemetry/gauge';

const pending = gauge('outbox_pending', 'Events that are not published yet.', {});
const oldestAge = gauge(
  'outbox_oldest_age_seconds',
  'How long the oldest of them has been waiting; 0 when there is none.',
  {},
);

interface State {
  pending: number;
  oldest_age: number;
}

// The partial index holds only what is pending, so this is quick however long the outbox is.
const STATE = `select
  (select count(*)::int from outbox where published_at is null and quarantined_at is null) as pending,
  (select coalesce(extract(epoch from clock_timestamp() - occurred_at), 0)::float8 from outbox
    where published_at is null and quarantined_at is null order by id limit 1) as oldest_age`;

/** Has the outbox looked at whenever metrics are asked for. Every replica says the same: a rule takes the largest. */
export function watchOutbox(db: Db): void {
  const state = oncePerScrape(async () => (await db.raw<{ rows: State[] }>(STATE)).rows[0]);
  pending.watch({}, async () => (await state())?.pending);
  oldestAge.watch({}, async () => (await state())?.oldest_age ?? 0);
}

/** Both gauges are read at the same moment: they share one look. */
function oncePerScrape<Result>(look: () => Promise<Result>): () => Promise<Result> {
  let current: Promise<Result> | undefined;
  return () => {
    current ??= look().finally(() => {
      current = undefined;
    });
    return current;
  };
}

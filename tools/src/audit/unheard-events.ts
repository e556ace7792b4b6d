import { typesHeardBy } from '@campus/contracts/event-audience';
import type { Redis } from 'ioredis';
import { DATABASES, type DatabaseName } from './access.ts';
import { INBOXES } from './audience.ts';
import type { Database } from './database.ts';
import { beginningOf } from './kitchen-stream.ts';
import { type Finding, finding } from './report.ts';
import type { Sources } from './sources.ts';

export interface SentEvent {
  id: string;
  event_id: string;
  type: string;
  occurred_ms: number;
  /** By PostgreSQL's clock, while what happened may have happened on a machine whose clock is wrong. */
  published_ms: number;
}

const PAGE = 20_000;
const SENT = `select id::text, event_id, type, (extract(epoch from occurred_at) * 1000)::float8 as occurred_ms,
    (extract(epoch from published_at) * 1000)::float8 as published_ms
  from outbox where id > $1 and published_at is not null order by id limit ${PAGE}`;
const ABSENT = `select sent.id from unnest($1::uuid[]) as sent (id)
  where not exists (select from inbox where message_id = sent.id)`;

// Realtime remembers an event for two days.
const REALTIME_MEMORY_MS = 47 * 3_600_000;

/** Whether a person knows why this service has not heard this event: it is parked, or was discarded. */
export type IsExcused = (service: string, eventId: string) => boolean;

/** What a service has not heard, by who sent it. */
export interface Unheard {
  service: string;
  owner: DatabaseName;
  events: SentEvent[];
}

/** Events that were sent but are in no inbox of a service that must hear them, and are not excused. */
export async function unheardEvents(sources: Sources, isExcused: IsExcused): Promise<Unheard[]> {
  const { databases, redis } = sources;
  const since = Math.max((await beginningOf(redis)) ?? Number.POSITIVE_INFINITY, Date.now() - REALTIME_MEMORY_MS);
  const found: Unheard[] = [];
  for (const owner of DATABASES) {
    for await (const page of pages(databases[owner])) {
      const note = (service: string, events: SentEvent[]) =>
        found.push({ service, owner, events: events.filter(({ event_id }) => !isExcused(service, event_id)) });
      for (const service of INBOXES) note(service, await absentFrom(databases[service], heardBy(service, page)));
      const recent = heardBy('realtime', page).filter(({ published_ms }) => published_ms > since);
      note('realtime', await unseen(redis, recent));
    }
  }
  return found;
}

export function unheardFindings(unheard: Unheard[]): Finding[] {
  return [...Map.groupBy(unheard, ({ service }) => service)].flatMap(([service, parts]) => {
    const events = parts.flatMap((part) => part.events);
    return finding(
      `${service} never heard of it`,
      events.map(({ type, event_id }) => `${type} ${event_id}`),
    );
  });
}

/** Page by page, so that a year of events does not have to fit into memory. */
async function* pages(outbox: Database): AsyncGenerator<SentEvent[]> {
  for (let after = '0'; ; ) {
    const events = await outbox.rows<SentEvent>(SENT, [after]);
    if (events.length > 0) yield events;
    if (events.length < PAGE) return;
    after = events.at(-1)?.id ?? after;
  }
}

function heardBy(service: string, events: SentEvent[]): SentEvent[] {
  const types = typesHeardBy(service);
  return events.filter(({ type }) => types.includes(type));
}

async function absentFrom(inbox: Database, events: SentEvent[]): Promise<SentEvent[]> {
  if (events.length === 0) return [];
  const rows = await inbox.rows<{ id: string }>(ABSENT, [events.map(({ event_id }) => event_id)]);
  const absent = new Set(rows.map(({ id }) => id));
  return events.filter(({ event_id }) => absent.has(event_id));
}

async function unseen(redis: Redis, events: SentEvent[]): Promise<SentEvent[]> {
  if (events.length === 0) return [];
  const asked = events.reduce(
    (pipeline, { event_id }) => pipeline.exists(`realtime:seen:${event_id}`),
    redis.pipeline(),
  );
  const answers = (await asked.exec()) ?? [];
  return events.filter((_, index) => answers[index]?.[1] === 0);
}

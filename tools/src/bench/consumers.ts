import { setTimeout as sleep } from 'node:timers/promises';
import { typesHeardBy } from '@campus/contracts/event-audience';
import pg from 'pg';
import type { BenchPlatform } from './bench-platform.ts';

const CONSUMERS = ['payment', 'notification', 'reporting'] as const;
type Consumer = (typeof CONSUMERS)[number];

const LOOK_MS = 50;
const PATIENCE_MS = 120_000;

/** Where ordering's outbox stood, and when. */
export interface Mark {
  eventId: number;
  at: Date;
}

/** What the services that hear of orders have taken in, read in their own databases. */
export interface Consumers {
  mark(): Promise<Mark>;
  /** Waits until each of them has the effect of everything that ordering has told since the mark; rejects after two minutes. */
  caughtUp(since: Mark): Promise<void>;
  close(): Promise<void>;
}

interface Database {
  name: Consumer;
  client: pg.Client;
}

/** One connection to each database, asked only when nothing is measured. */
export async function openConsumers({ databaseUrls }: BenchPlatform): Promise<Consumers> {
  const ordering = await connect(databaseUrls.ordering);
  const databases = await Promise.all(
    CONSUMERS.map(async (name) => ({ name, client: await connect(databaseUrls[name]) })),
  );
  return {
    mark: () => markOf(ordering),
    async caughtUp(since) {
      const deadline = performance.now() + PATIENCE_MS;
      for (; performance.now() < deadline; await sleep(LOOK_MS)) {
        const told = await toldSince(ordering, since);
        const behind = await Promise.all(databases.map((database) => isBehind(database, { told, since })));
        if (told.isPublished && !behind.includes(true)) return;
      }
      throw new Error('The consumers did not catch up within two minutes.');
    },
    async close() {
      await Promise.all([ordering, ...databases.map(({ client }) => client)].map((client) => client.end()));
    },
  };
}

async function connect(url: string | undefined): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A lost connection shows itself in the next query.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function markOf(ordering: pg.Client): Promise<Mark> {
  const { rows } = await ordering.query<{ id: number; at: Date }>(
    'select coalesce(max(id), 0) as id, now() as at from outbox',
  );
  return { eventId: Number(rows[0]?.id), at: rows[0]?.at ?? new Date() };
}

interface Told {
  /** Events by type. */
  types: Map<string, number>;
  isPublished: boolean;
}

async function toldSince(ordering: pg.Client, { eventId }: Mark): Promise<Told> {
  const { rows } = await ordering.query<{ type: string; count: number; waiting: number }>(
    `select type, count(*)::int as count, count(*) filter (where published_at is null)::int as waiting
     from outbox where id > $1 group by type`,
    [eventId],
  );
  return {
    types: new Map(rows.map(({ type, count }) => [type, count])),
    isPublished: rows.every(({ waiting }) => waiting === 0),
  };
}

// The row of the inbox is committed with the effect of its event.
async function isBehind({ name, client }: Database, { told, since }: { told: Told; since: Mark }): Promise<boolean> {
  const heard = typesHeardBy(name).filter((type) => told.types.has(type));
  const expected = heard.reduce((sum, type) => sum + (told.types.get(type) ?? 0), 0);
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from inbox where processed_at >= $1 and type = any($2)',
    [since.at, heard],
  );
  return (rows[0]?.count ?? 0) < expected;
}

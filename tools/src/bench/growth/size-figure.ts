import pg from 'pg';
import type { BenchPlatform } from '../bench-platform.ts';
import type { Figure } from '../figure.ts';
import { FILLS } from './fill-tables.ts';

/** What one of so many past orders takes in all databases, with its indexes. */
export async function sizeFigure({ servers, settings }: BenchPlatform, orders: number): Promise<Figure> {
  const client = new pg.Client({ connectionString: servers.postgresAdminUrl });
  await client.connect();
  const names = Object.keys(FILLS).map((service) => `${settings.databasePrefix}${service}`);
  const { rows } = await client.query<{ bytes: string }>(
    'select sum(pg_database_size(name)) as bytes from unnest($1::text[]) as name',
    [names],
  );
  await client.end();
  const kilobytes = Number(rows[0]?.bytes) / 1_000 / orders;
  return { part: 'growth: orders in the tables', name: 'an order in all databases', unit: 'kB', rounds: [kilobytes] };
}

import pg from 'pg';
import type { BenchPlatform } from '../bench-platform.ts';
import { FILL_NOTIFICATION } from './fill-notification.ts';
import { FILL_ORDERING } from './fill-ordering.ts';
import { FILL_PAYMENT } from './fill-payment.ts';
import { FILL_REPORTING } from './fill-reporting.ts';
import { makePast, type PastOptions } from './past-orders.ts';

/** Statements by service, to be run after `makePast`. */
export const FILLS = {
  ordering: FILL_ORDERING,
  payment: FILL_PAYMENT,
  notification: FILL_NOTIFICATION,
  reporting: FILL_REPORTING,
};

/** Writes orders of the past straight into the tables of the services whose lists show them; minutes for a million, not hours. */
export async function fillTables({ servers, settings }: BenchPlatform, past: PastOptions): Promise<void> {
  const fills = Object.entries(FILLS).map(async ([service, statements]) => {
    const url = new URL(servers.postgresAdminUrl);
    url.pathname = `/${settings.databasePrefix}${service}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await fill(client, { statements, past });
    } finally {
      await client.end();
    }
  });
  await Promise.all(fills);
}

async function fill(
  client: pg.Client,
  { statements, past }: { statements: string[]; past: PastOptions },
): Promise<void> {
  // The rows fit together by how they are made, so nothing is looked up; the checks of each row still hold.
  await client.query('set synchronous_commit = off; set session_replication_role = replica');
  await makePast(client, past);
  for (const statement of statements) await client.query(statement);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

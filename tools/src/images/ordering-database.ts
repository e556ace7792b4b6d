import { randomBytes } from 'node:crypto';
import { provisionDatabase } from '@campus/database/provision';
import pg from 'pg';
import type { TestServers } from './with-servers.ts';

export interface OrderingDatabase {
  ownerUrl: string;
  runtimeUrl: string;
  runtimeRole: string;
  drop(): Promise<void>;
}

/** A database with the two roles that production has: the owner, who migrates, and the one the service runs as. */
export async function orderingDatabase({ postgresAdminUrl, prefix }: TestServers): Promise<OrderingDatabase> {
  const [database, owner, runtimeRole] = [`${prefix}ordering`, `${prefix}owner`, `${prefix}app`];
  const password = randomBytes(12).toString('hex');
  const ownerUrl = await provisionDatabase(postgresAdminUrl, { database, role: owner, password });
  await asAdmin(postgresAdminUrl, `create role ${runtimeRole} login password '${password}'`);
  const url = new URL(ownerUrl);
  url.username = runtimeRole;
  const drop = () =>
    asAdmin(
      postgresAdminUrl,
      `drop database ${database} with (force)`,
      `drop role ${runtimeRole}`,
      `drop role ${owner}`,
    );
  return { ownerUrl, runtimeUrl: url.href, runtimeRole, drop };
}

async function asAdmin(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

import { existsSync, readdirSync } from 'node:fs';
import pg from 'pg';
import { residentMegabytes } from '../../platform/process-identity.ts';
import type { Holding } from '../checks/processes.ts';
import type { Stage } from '../stage/open-stage.ts';

/** What every process holds now. */
export function readHoldings({ fleet }: Stage): Record<string, Holding> {
  const held = fleet.replicas.flatMap(({ name }) => {
    const pid = fleet.identityOf(name)?.pid;
    if (pid === undefined) return [];
    return [[name, { residentMegabytes: residentMegabytes(pid) ?? 0, handles: handlesOf(pid) }] as const];
  });
  return Object.fromEntries(held);
}

export async function countDatabaseConnections(stage: Stage): Promise<number> {
  const client = new pg.Client({ connectionString: stage.databaseUrl('ordering'), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

function handlesOf(pid: number): number {
  const directory = `/proc/${pid}/fd`;
  return existsSync(directory) ? readdirSync(directory).length : 0;
}

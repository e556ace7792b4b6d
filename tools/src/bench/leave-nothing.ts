import { Redis } from 'ioredis';
import pg from 'pg';
import { runCommand } from '../platform/commands.ts';
import type { Servers } from '../platform/servers.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import { BENCH_NAME } from './bench-settings.ts';

// What a benchmark wrote is known by this key: a Redis database without it is somebody else's.
const MARK = 'campus_bench:owner';

/** Drops whatever a benchmark left on these servers. Throws `SetupFault` when the Redis database is somebody else's. */
export async function leaveNothing(servers: Servers): Promise<void> {
  await emptyRedis(servers.redisUrl);
  await dropDatabases(servers.postgresAdminUrl);
  if (servers.rabbitmqctl) await runCommand([...servers.rabbitmqctl, 'delete_vhost', BENCH_NAME]);
}

/** From here on the Redis database is the benchmark's. */
export async function claimRedis(redisUrl: string): Promise<void> {
  await withRedis(redisUrl, (redis) => redis.set(MARK, String(process.pid)));
}

async function emptyRedis(redisUrl: string): Promise<void> {
  await withRedis(redisUrl, async (redis) => {
    const [size, isOurs] = [await redis.dbsize(), await redis.exists(MARK)];
    if (size > 0 && !isOurs) {
      throw new SetupFault(
        `The Redis database ${new URL(redisUrl).pathname.slice(1)} holds somebody's data: empty it, or let the benchmark start servers of its own (--servers own).`,
      );
    }
    await redis.flushdb();
  });
}

async function withRedis(redisUrl: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 3 });
  try {
    await work(redis);
  } finally {
    redis.disconnect();
  }
}

async function dropDatabases(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const mine = `like '${BENCH_NAME.replaceAll('_', '\\_')}\\_%'`;
    const databases = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname ${mine}`,
    );
    for (const { name } of databases.rows)
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    const roles = await client.query<{ name: string }>(`select rolname as name from pg_roles where rolname ${mine}`);
    for (const { name } of roles.rows) await client.query(`drop role if exists ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

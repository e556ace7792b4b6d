import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Servers } from '../platform/servers.ts';
import { ROOT } from '../platform/settings.ts';

/** Where and on what something was measured. */
export async function describeMachine(servers: Servers) {
  const [postgres, redis, rabbitmq] = await Promise.all([
    postgresVersion(servers.postgresAdminUrl),
    redisVersion(servers.redisUrl),
    rabbitmqVersion(servers.rabbitmqUrl),
  ]);
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    kernel: release(),
    node: process.version,
    postgres,
    redis,
    rabbitmq,
    commit: commit(),
    /** Of the last minute, before anything was measured: how busy others kept the machine. */
    loadBefore: loadavg()[0] ?? 0,
  };
}

async function postgresVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  return rows[0]?.server_version ?? 'unknown';
}

async function redisVersion(url: string): Promise<string> {
  const redis = new Redis(url);
  const info = await redis.info('server');
  redis.disconnect();
  return /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown';
}

async function rabbitmqVersion(url: string): Promise<string> {
  const connection = await connect(url);
  const { version } = connection.connection.serverProperties;
  await connection.close();
  return String(version);
}

// An archive of the sources has no commit.
function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}

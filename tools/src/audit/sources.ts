import { Redis } from 'ioredis';
import type { AuditAccess } from './access.ts';
import { type Databases, openDatabases } from './database.ts';

/** Everything an audit reads from. */
export interface Sources {
  access: AuditAccess;
  databases: Databases;
  redis: Redis;
  timeZone: string;
}

/** Opens all sources, lets `work` read and closes them. */
export async function withSources<Result>(
  access: AuditAccess,
  work: (sources: Sources) => Promise<Result>,
): Promise<Result> {
  const databases = await openDatabases(access);
  const redis = new Redis(access.redisUrl, { connectTimeout: 5_000, commandTimeout: 30_000, maxRetriesPerRequest: 1 });
  redis.on('error', () => undefined);
  try {
    return await work({ access, databases, redis, timeZone: access.timeZone ?? 'Asia/Kolkata' });
  } finally {
    redis.disconnect();
    await Promise.all(Object.values(databases).map((database) => database.close()));
  }
}

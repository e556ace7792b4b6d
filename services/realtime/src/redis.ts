import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { Redis } from 'ioredis';

const COMMAND_TIMEOUT_MS = 2_000;
// Longer than a blocking read: a connection that is silent for longer leads nowhere and is replaced.
const SILENCE_MS = 5_000;
const LONGEST_PAUSE_MS = 1_000;

export interface RedisConnections extends Part {
  /** For commands: fails within two seconds while Redis is away. */
  redis: Redis;
  /** For blocking reads, which would hold up everything else. */
  tail: Redis;
}

/** Two connections that come back by themselves and never keep the process from starting. */
export function connectRedis(url: string, logger: Logger): RedisConnections {
  const options = {
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: (times: number) => Math.min(times * 50, LONGEST_PAUSE_MS),
  };
  const redis = new Redis(url, {
    ...options,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    maxRetriesPerRequest: 1,
  });
  const tail = new Redis(url, { ...options, maxRetriesPerRequest: 0, socketTimeout: SILENCE_MS });
  const connections = [redis, tail];
  for (const connection of connections) {
    connection.on('error', (error) => logger.debug({ err: error }, 'redis connection failed'));
    connection.on('close', () => logger.warn('redis connection lost'));
  }
  return {
    name: 'redis',
    redis,
    tail,
    async start() {
      await Promise.allSettled(connections.map((connection) => connection.connect()));
    },
    async stop() {
      for (const connection of connections) connection.disconnect();
    },
  };
}

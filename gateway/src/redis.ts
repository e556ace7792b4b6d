import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { Redis } from 'ioredis';

const COMMAND_TIMEOUT_MS = 500;
// Longer than a blocking read: a connection that is silent for longer leads nowhere and is replaced.
const SILENCE_MS = 5_000;
const LONGEST_PAUSE_MS = 1_000;

/** A connection that fails fast while Redis is away and comes back by itself. Never keeps the process from starting. */
export function connectRedis(url: string, logger: Logger): Part & { redis: Redis; tail: Redis } {
  const options = { lazyConnect: true, retryStrategy: (times: number) => Math.min(times * 50, LONGEST_PAUSE_MS) };
  const redis = new Redis(url, {
    ...options,
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
  });
  const tail = new Redis(url, {
    ...options,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    socketTimeout: SILENCE_MS,
  });
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

import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { Redis } from 'ioredis';

/** All keys of this service in the shared Redis start with it. */
const PREFIX = 'auth:';

/**
 * Commands fail within half a second instead of waiting for a Redis that is away: sign-in then answers 503, and everything
 * that needs no Redis goes on.
 */
export function connectRedis({ url, logger }: { url: string; logger: Logger }): { redis: Redis; part: Part } {
  const redis = new Redis(url, {
    keyPrefix: PREFIX,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2_000,
    commandTimeout: 500,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
  });
  redis.on('error', (error) => logger.debug({ err: error }, 'redis connection'));
  const link = { up: false };
  redis.on('ready', () => {
    link.up = true;
    logger.info('redis connected');
  });
  redis.on('close', () => {
    if (link.up) logger.warn('redis connection lost');
    link.up = false;
  });
  return {
    redis,
    part: {
      name: 'redis',
      async start() {
        await redis.connect().catch((error: unknown) => logger.warn({ err: error }, 'starting without redis'));
      },
      async stop() {
        link.up = false;
        redis.disconnect();
      },
    },
  };
}

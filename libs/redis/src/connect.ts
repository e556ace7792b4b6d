import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { gauge } from '@campus/telemetry/gauge';
import { Redis, type RedisOptions } from 'ioredis';
import { writeOnceATurn } from './write-once-a-turn.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const COMMAND_TIMEOUT_MS = 500;
// Longer than a blocking read: a connection that is silent for longer leads nowhere and is replaced.
const SILENCE_MS = 5_000;
const LONGEST_PAUSE_MS = 1_000;

const connected = gauge('redis_connected', 'Whether the connection of this process to Redis stands (1) or not (0).', {
  connection: ['commands', 'tail'],
});

export interface RedisConnectionOptions {
  url: string;
  logger: Logger;
  /** Put before every key: no service reads another's. */
  keyPrefix?: string;
  /** How long a command may take; 500 ms unless said. */
  commandTimeoutMs?: number;
}

/** A connection for commands: they reject at once while Redis is away instead of waiting for it. */
export function connectRedis(options: RedisConnectionOptions): Part & { redis: Redis } {
  const { keyPrefix, commandTimeoutMs = COMMAND_TIMEOUT_MS } = options;
  return connection('commands', options, {
    ...(keyPrefix && { keyPrefix }),
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  });
}

/** A connection for blocking reads of at most a few seconds. */
export function connectTail(
  options: Omit<RedisConnectionOptions, 'keyPrefix' | 'commandTimeoutMs'>,
): Part & { redis: Redis } {
  return connection('tail', options, { maxRetriesPerRequest: 0, socketTimeout: SILENCE_MS });
}

function connection(
  name: 'commands' | 'tail',
  { url, logger }: RedisConnectionOptions,
  options: RedisOptions,
): Part & { redis: Redis } {
  const redis = new Redis(url, {
    ...options,
    lazyConnect: true,
    enableOfflineQueue: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, LONGEST_PAUSE_MS),
  });
  const link = { up: false };
  connected.watch({ connection: name }, () => Number(link.up));
  redis.on('connect', () => writeOnceATurn(redis.stream));
  redis.on('error', (error) => logger.debug({ err: error }, 'redis connection failed'));
  redis.on('ready', () => {
    link.up = true;
  });
  redis.on('close', () => {
    if (link.up) logger.warn('redis connection lost');
    link.up = false;
  });
  return {
    name: 'redis',
    redis,
    async start() {
      await redis.connect().catch((error: unknown) => logger.warn({ err: error }, 'starting without redis'));
    },
    async stop() {
      link.up = false;
      redis.disconnect();
    },
  };
}

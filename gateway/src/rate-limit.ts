import { rateLimited } from '@campus/errors/app-error';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface Limits {
  user(id: string): Promise<void>;
  address(address: string): Promise<void>;
  /** Socket upgrades have a bucket of their own: a restart that reconnects a whole campus must not lock out its sign-ins. */
  upgrade(address: string): Promise<void>;
}

/**
 * Requests per minute, counted in Redis for all gateways together. Each check throws 429 with the seconds to wait.
 * While Redis does not answer each process counts for itself, so nobody is refused for it (S34).
 */
export function createLimits(redis: Redis, { perUser, perAddress }: { perUser: number; perAddress: number }): Limits {
  return {
    user: counter(redis, 'user', perUser),
    address: counter(redis, 'address', perAddress),
    upgrade: counter(redis, 'upgrade', perAddress),
  };
}

function counter(redis: Redis, name: string, points: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `gateway:limit:${name}`,
    points,
    duration: 60,
    inMemoryBlockOnConsumed: points + 1,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points, duration: 60 }),
  });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      throw rateLimited(Math.max(1, rejection.msBeforeNext / 1000));
    }
  };
}

import type { Redis } from 'ioredis';
import type { Regulars } from '../use-cases/ports.ts';

const REMEMBERED_SECONDS = 30 * 86_400;

export function redisRegulars(redis: Redis): Regulars {
  return {
    async knows(usernameAndAddress) {
      return (await redis.exists(keyOf(usernameAndAddress))) === 1;
    },
    async remember(usernameAndAddress) {
      await redis.set(keyOf(usernameAndAddress), '1', 'EX', REMEMBERED_SECONDS);
    },
  };
}

function keyOf(usernameAndAddress: string): string {
  return `login-regular:${usernameAndAddress}`;
}

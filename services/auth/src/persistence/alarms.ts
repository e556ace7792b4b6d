import type { Redis } from 'ioredis';
import type { Alarms } from '../use-cases/ports.ts';

/** Remembers which alarms were raised, so that a flood of causes makes one line for all replicas. */
export function redisAlarms(redis: Redis): Alarms {
  return {
    async isFirst(alarm, everyMs) {
      return (await redis.set(`alarm:${alarm}`, '1', 'PX', everyMs, 'NX')) === 'OK';
    },
  };
}

import type { Redis } from 'ioredis';
import type { Limit } from '../domain/limits.ts';
import type { Limits } from '../use-cases/ports.ts';

// A sorted set of happenings per limit, by the clock of Redis. All limits are checked before any is counted; the answer is empty, or
// the milliseconds until all have room again and which one is the last to have it. ARGV: id, then window and max of each key.
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait, longest = 0, 0
for i, key in ipairs(KEYS) do
  local window, max = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  local count = redis.call('ZCARD', key)
  if count >= max then
    local blocking = redis.call('ZRANGE', key, count - max, count - max, 'WITHSCORES')
    local own = tonumber(blocking[2]) + window - now
    if own > wait then wait, longest = own, i end
  end
end
if wait > 0 then return { wait, longest } end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, ARGV[2 * i])
end
return {}`;

/** Limits over sliding windows: no stretch of the window's length ever holds more than its number. */
export function slidingLimits(redis: Redis): Limits {
  return {
    async take(limits, id) {
      const numbers = limits.flatMap(({ windowMs, max }) => [windowMs, max]);
      const answer = await redis.eval(TAKE, limits.length, ...limits.map(keyOf), id, ...numbers);
      const [waitMs, index] = Array.isArray(answer) ? answer.map(Number) : [];
      const limit = limits[(index ?? 0) - 1];
      return waitMs !== undefined && limit ? { waitMs, limit } : undefined;
    },
    async giveBack(limits, id) {
      await Promise.all(limits.map((limit) => redis.zrem(keyOf(limit), id)));
    },
    async forget(limits) {
      await redis.del(...limits.map(keyOf));
    },
  };
}

function keyOf({ key }: Limit): string {
  return `limit:${key}`;
}

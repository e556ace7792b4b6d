import type { Redis } from 'ioredis';
import { OTP_LIFE_MS } from '../domain/limits.ts';
import type { OtpTraffic } from '../use-cases/ports.ts';

const SENT = 'otp-traffic:sent';
const UNUSED = 'otp-traffic:unused';
const HOUR_MS = 3_600_000;

// By the clock of Redis. Only codes whose life is over are counted: of the younger ones nobody knows yet what becomes of them.
const NOTE_SENT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local counts = {}
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ARGV[2])
  redis.call('PEXPIRE', key, ARGV[2])
  counts[i] = redis.call('ZCOUNT', key, '-inf', now - ARGV[3])
end
return counts`;

/** Which codes of the last hour were used, for all replicas together. */
export function redisOtpTraffic(redis: Redis): OtpTraffic {
  return {
    async noteSent(id) {
      const counts = await redis.eval(NOTE_SENT, 2, SENT, UNUSED, id, HOUR_MS, OTP_LIFE_MS);
      const [sent, unused] = Array.isArray(counts) ? counts.map(Number) : [];
      return { sent: sent ?? 0, unused: unused ?? 0 };
    },
    async noteUsed(id) {
      await redis.zrem(UNUSED, id);
    },
    async forget(id) {
      await Promise.all([redis.zrem(SENT, id), redis.zrem(UNUSED, id)]);
    },
  };
}

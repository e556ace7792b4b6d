import type { Redis } from 'ioredis';
import { MAX_GUESSES } from '../domain/limits.ts';
import type { Otps } from '../use-cases/ports.ts';

const REPLACE = `
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'id', ARGV[1], 'digest', ARGV[2], 'guesses', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[3])`;

// Counting comes before the comparison, in one step: guesses side by side cannot be more than the maximum (S11).
const SPEND_GUESS = `
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
if redis.call('HINCRBY', KEYS[1], 'guesses', 1) > tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  return false
end
return redis.call('HMGET', KEYS[1], 'id', 'digest')`;

// Only the code that was compared is removed, never a newer one that was sent meanwhile.
const REMOVE = `
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/** Codes in Redis: only as a keyed hash, only for their lifetime, one per person. */
export function redisOtps(redis: Redis): Otps {
  return {
    async replace(person, { id, digest }, lifeMs) {
      await redis.eval(REPLACE, 1, keyOf(person), id, digest, lifeMs);
    },
    async spendGuess(person) {
      const found = await redis.eval(SPEND_GUESS, 1, keyOf(person), MAX_GUESSES);
      if (!Array.isArray(found)) return undefined;
      return { id: String(found[0]), digest: String(found[1]) };
    },
    async remove(person, { id }) {
      return (await redis.eval(REMOVE, 1, keyOf(person), id)) === 1;
    },
  };
}

function keyOf(person: string): string {
  return `otp:${person}`;
}

import { randomUUID } from 'node:crypto';
import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import type { Redis } from 'ioredis';

/** The places a person has for open sockets, counted over all replicas (S42). */
export interface Seats extends Part {
  /** False when all places are taken. While Redis is away only this process counts. */
  take(person: string, seat: string): Promise<boolean>;
  free(person: string, seat: string): void;
}

const SEATS_PER_PERSON = 5;
const BEAT_MS = 1_000;
const BELIEVED_MS = 5_000;
const KEPT_SECONDS = 2 * 3_600; // no access token lives longer
const REPLICAS = 'realtime:replicas';

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

// A seat names its replica. Those of a replica without a pulse are free: its sockets died with it.
const TAKE = `${NOW}
local taken = 0
for _, seat in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local alive_until = redis.call('ZSCORE', KEYS[2], string.match(seat, '^%S+'))
  if alive_until and tonumber(alive_until) > now then taken = taken + 1 else redis.call('SREM', KEYS[1], seat) end
end
if taken >= tonumber(ARGV[2]) then return 0 end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`;

const BEAT = `${NOW}
local alive_until = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ARGV[2] ~= ARGV[1] then redis.call('ZREM', KEYS[1], ARGV[2]) end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
return alive_until and tonumber(alive_until) > now and 1 or 0`;

/**
 * Each replica shows its pulse every second; its seats count while it does, so a replica that was killed locks nobody out for more
 * than five seconds. After anything that leaves a doubt about what Redis knows, the replica takes a new name and claims its seats anew.
 */
export function createSeats({ redis, logger }: { redis: Redis; logger: Logger }): Seats {
  const people = new Map<string, Set<string>>();
  let name = randomUUID();
  let doubtful = false;

  const keyOf = (person: string) => `realtime:seats:${person}`;
  const doubt = (error: unknown) => {
    logger.debug({ err: error }, 'seats are counted by this process alone');
    doubtful = true;
  };

  async function beat(): Promise<void> {
    const before = name;
    if (doubtful) name = randomUUID();
    doubtful = false;
    const known = await redis.eval(BEAT, 1, REPLICAS, name, before, BELIEVED_MS);
    if (known === 1) return;
    const claims = redis.pipeline();
    for (const [person, own] of people) {
      claims.sadd(keyOf(person), ...[...own].map((seat) => `${name} ${seat}`)).expire(keyOf(person), KEPT_SECONDS);
    }
    for (const [error] of (await claims.exec()) ?? []) if (error) throw error;
  }

  function forget(person: string, seat: string): void {
    const own = people.get(person);
    own?.delete(seat);
    if (own?.size === 0) people.delete(person);
  }

  const job = repeatingJob({ name: 'seats', everyMs: BEAT_MS, logger, work: () => beat().catch(doubt) });

  return {
    name: job.name,
    async start() {
      await beat().catch(doubt);
      await job.start();
    },
    async stop() {
      await job.stop();
      await redis.zrem(REPLICAS, name).catch(doubt);
    },
    async take(person, seat) {
      const own = people.get(person) ?? new Set();
      if (own.size >= SEATS_PER_PERSON) return false;
      people.set(person, own.add(seat));
      const args = [`${name} ${seat}`, SEATS_PER_PERSON, KEPT_SECONDS];
      const taken = await redis.eval(TAKE, 2, keyOf(person), REPLICAS, ...args).catch(doubt);
      if (taken === 0) forget(person, seat);
      return taken !== 0;
    },
    free(person, seat) {
      forget(person, seat);
      redis.srem(keyOf(person), `${name} ${seat}`).catch(doubt);
    },
  };
}

import { Redis } from 'ioredis';
import type { Party } from '../people/party.ts';
import { type Fault, nothingToHeal, without } from './fault.ts';

const REDIS = { victims: ['redis'], touches: () => ['redis', 'realtime', 'auth'] } as const;
// Redis holds what may be lost: who has signed in can order without it.
const HOUSE_WORKS = () => ({ operations: without(), floor: 0.97 });

async function command({ stage }: Party, ...words: [string, ...string[]]): Promise<void> {
  const redis = new Redis(stage.servers.redis.url(), { lazyConnect: true, maxRetriesPerRequest: 1 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const [name, ...rest] = words;
    await redis.call(name, ...rest);
  } finally {
    redis.disconnect();
  }
}

const down: Fault = {
  ...REDIS,
  name: 'Redis down',
  how: 'SIGKILL, started again on its append-only file',
  holdSeconds: [4, 8],
  works: HOUSE_WORKS,
  async inject({ stage }) {
    await stage.servers.redis.end('SIGKILL');
    return stage.servers.redis.startAgain;
  },
};

const paused: Fault = {
  ...REDIS,
  name: 'Redis paused',
  how: 'CLIENT PAUSE 8000 ALL: it takes commands and does not answer',
  // A pause of everything cannot be ended: it takes that command and does not answer, too.
  holdSeconds: [8, 8],
  works: HOUSE_WORKS,
  async inject(party) {
    await command(party, 'CLIENT', 'PAUSE', '8000', 'ALL');
    return nothingToHeal;
  },
};

const flushed: Fault = {
  ...REDIS,
  name: 'Redis flushed',
  how: 'FLUSHALL: caches, limits, streams and what is revoked are gone',
  holdSeconds: [2, 4],
  works: HOUSE_WORKS,
  async inject(party) {
    party.redisLosses += 1;
    await command(party, 'FLUSHALL');
    return nothingToHeal;
  },
};

const full: Fault = {
  ...REDIS,
  name: 'Redis full',
  how: 'maxmemory 1 byte with noeviction: reads are answered, writes refused',
  holdSeconds: [4, 8],
  works: HOUSE_WORKS,
  async inject(party) {
    await command(party, 'CONFIG', 'SET', 'maxmemory', '1');
    return () => command(party, 'CONFIG', 'SET', 'maxmemory', '0');
  },
};

export const REDIS_FAULTS = [down, paused, flushed, full];

import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { atEnd } from './at-end.ts';
import { servers } from './servers.ts';
import { isAlive } from './test-run.ts';

const MARKER = 'campus:test:lease';
const DATABASES = Array.from({ length: 15 }, (_, index) => index + 1);
const PATIENCE_MS = 60_000;

// Taken only when empty or when its marker is still the one we have judged dead: atomic, so two runs never share one.
const TAKE = `
local marker = redis.call('get', KEYS[1])
if redis.call('dbsize') == 0 or (marker and marker == ARGV[2]) then
  redis.call('flushdb')
  redis.call('set', KEYS[1], ARGV[1])
  return 1
end
return 0`;
// Without a marker it is still ours: a test that flushes its database takes the marker away, and nobody else takes a database that is not empty.
const RELEASE = `
local marker = redis.call('get', KEYS[1])
if not marker or marker == ARGV[1] then redis.call('flushdb') end
return 1`;

const LOSE = `
for _, key in ipairs(redis.call('keys', '*')) do
  if key ~= KEYS[1] then redis.call('del', key) end
end`;

/** The address of a Redis database (1-15) that is empty and ours until the end of the test file. Others' data is never touched. */
export async function freshRedis(): Promise<string> {
  const lease = `${inject('runPid')}:${process.pid}:${Math.random()}`;
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    for (const number of DATABASES) {
      const url = addressOf(number);
      if (!(await take(url, lease))) continue;
      atEnd(() => release(url, lease));
      return url;
    }
    await sleep(250);
  }
  throw new Error('All Redis databases from 1 to 15 hold something that is not ours.');
}

/** What a Redis without persistence is after a restart. A plain FLUSHDB would give the database to the next run that looks for an empty one. */
export async function loseEverything(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.eval(LOSE, 1, MARKER);
  redis.disconnect();
}

function addressOf(database: number): string {
  const address = new URL(servers.redisUrl);
  address.pathname = `/${database}`;
  return address.href;
}

async function take(url: string, lease: string): Promise<boolean> {
  const redis = new Redis(url);
  try {
    const holder = await redis.get(MARKER).catch(() => null); // the marker's place is taken by something that is not a text
    const abandoned = holder !== null && !isAlive(Number(holder.split(':')[0])) ? holder : '';
    return (await redis.eval(TAKE, 1, MARKER, lease, abandoned)) === 1;
  } finally {
    redis.disconnect();
  }
}

async function release(url: string, lease: string): Promise<void> {
  const redis = new Redis(url);
  await redis.eval(RELEASE, 1, MARKER, lease);
  redis.disconnect();
}

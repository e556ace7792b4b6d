import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import type { Redis } from 'ioredis';
import { type Audience, type Entry, isAfter, readEntry, STREAMS } from './entry.ts';

type Listener = (entry: Entry) => void;

export interface Feed extends Part {
  /** Calls `listener` for every entry after this moment; returns the way to stop that. */
  listen(audience: Audience, listener: Listener): () => void;
  /** The last entry that listeners were called for. */
  position(audience: Audience): string;
  /** Whether `since` is a position from which nothing has been lost yet. */
  keeps(audience: Audience, since: string): Promise<boolean>;
  /** Entries after `since` up to `until`, oldest first, a page at a time. */
  page(audience: Audience, since: string, until: string): Promise<Entry[]>;
  /** Whether entries arrive now. */
  live(): boolean;
}

const AUDIENCES = Object.keys(STREAMS) as Audience[];
const POSITION = /^\d{1,15}-\d{1,15}$/;
const READ_AT_ONCE = 100;
const PAGE = 50;
const BLOCK_MS = 2_000;
const SILENCE_MS = 10_000;
const START_PATIENCE_MS = 2_000;
const PAUSE_AFTER_FAILURE_MS = 200;

const OPEN = `
for i = 1, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('XADD', KEYS[i], '*', 'kind', 'start', 'body', '{}') end
end`;

/** Follows all streams with one blocking read and calls the listeners of this process, in the order of the streams. */
export function createFeed({ redis, tail, logger }: { redis: Redis; tail: Redis; logger: Logger }): Feed {
  const stopping = new AbortController();
  const listeners = new Map<Audience, Set<Listener>>(AUDIENCES.map((audience) => [audience, new Set()]));
  const positions = new Map<Audience, string>();
  let lastAnswerAt = 0;

  async function open(): Promise<void> {
    const keys = Object.values(STREAMS);
    await redis.eval(OPEN, keys.length, ...keys);
    for (const audience of AUDIENCES) {
      const [last] = await redis.xrevrange(STREAMS[audience], '+', '-', 'COUNT', 1);
      // Sessions that ended before this process began are still to be refused: read from the start.
      if (last && !positions.has(audience)) positions.set(audience, audience === 'sessions' ? '0-0' : last[0]);
    }
  }

  async function read(): Promise<void> {
    if (positions.size < AUDIENCES.length) await open();
    const ids = AUDIENCES.map((audience) => position(audience));
    const answer = await tail.xread(
      'COUNT',
      READ_AT_ONCE,
      'BLOCK',
      BLOCK_MS,
      'STREAMS',
      ...Object.values(STREAMS),
      ...ids,
    );
    lastAnswerAt = Date.now();
    for (const [stream, rows] of answer ?? []) {
      const audience = AUDIENCES.find((one) => STREAMS[one] === stream);
      if (audience) for (const row of rows) deliver(audience, readEntry(row));
    }
  }

  function deliver(audience: Audience, entry: Entry): void {
    positions.set(audience, entry.position);
    for (const listener of listeners.get(audience) ?? []) {
      try {
        listener(entry);
      } catch (error) {
        logger.error({ err: error, audience, position: entry.position }, 'an entry could not be shown');
      }
    }
  }

  async function follow(onFirst: () => void): Promise<void> {
    while (!stopping.signal.aborted) {
      await read().then(onFirst, async (error: unknown) => {
        if (stopping.signal.aborted) return;
        logger.debug({ err: error }, 'streams could not be read');
        await sleep(PAUSE_AFTER_FAILURE_MS);
      });
    }
  }

  const position = (audience: Audience) => positions.get(audience) ?? '0-0';
  const live = () => positions.size === AUDIENCES.length && Date.now() - lastAnswerAt < SILENCE_MS;

  return {
    name: 'feed',
    async start() {
      const { promise: first, resolve } = Promise.withResolvers<void>();
      void follow(resolve);
      await Promise.race([first, sleep(START_PATIENCE_MS, undefined, { ref: false })]);
    },
    async stop() {
      stopping.abort();
    },
    listen(audience, listener) {
      const own = listeners.get(audience);
      own?.add(listener);
      return () => own?.delete(listener);
    },
    position,
    live,
    async keeps(audience, since) {
      if (!POSITION.test(since)) return false;
      const [[first], [last]] = await Promise.all([
        redis.xrange(STREAMS[audience], '-', '+', 'COUNT', 1),
        redis.xrevrange(STREAMS[audience], '+', '-', 'COUNT', 1),
      ]);
      return first !== undefined && last !== undefined && !isAfter(first[0], since) && !isAfter(since, last[0]);
    },
    async page(audience, since, until) {
      const rows = await redis.xrange(STREAMS[audience], `(${since}`, until, 'COUNT', PAGE);
      return rows.map(readEntry);
    },
  };
}

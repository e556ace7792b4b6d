import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '@campus/errors/app-error';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import type { Redis } from 'ioredis';
import { findBreaks } from './continuity.ts';
import { AUDIENCES, type Audience, type Entry, isAfter, readEntry, STREAMS } from './entry.ts';

type Listener = (entry: Entry) => void;

export interface Feed extends Part {
  /** Calls `listener` for every entry after this moment; returns the way to stop that. */
  listen(audience: Audience, listener: Listener): () => void;
  /** The last entry that listeners were called for. */
  position(audience: Audience): string;
  /** Whether `since` is an entry that is kept, so that nothing after it has been lost. */
  keeps(audience: Audience, since: string): Promise<boolean>;
  /** Resolves when this process has come as far as another one that gave out `position`. Throws 503 when it does not. */
  reach(audience: Audience, position: string): Promise<void>;
  /** A page of the entries after one and up to another, oldest first; undefined when that one is not kept any more. */
  page(audience: Audience, range: { after: string; until: string }): Promise<Entry[] | undefined>;
  /** Whether entries arrive now. */
  live(): boolean;
}

const POSITION = /^\d{1,15}-\d{1,15}$/;
// Shown in one go, they must stay below what makes a reader count as slow, also when each is the largest order there can be.
const READ_AT_ONCE = 50;
const PAGE = 50;
const BLOCK_MS = 1_000;
const CHECK_EVERY_MS = 1_000;
const SILENCE_MS = 5_000;
const START_PATIENCE_MS = 2_000;
const PAUSE_AFTER_FAILURE_MS = 200;
const REACH = { pauseMs: 10, patienceMs: 5_000 };

/** Follows all streams with one blocking read and calls the listeners of this process, in the order of the streams. */
export function createFeed({ redis, tail, logger }: { redis: Redis; tail: Redis; logger: Logger }): Feed {
  const stopping = new AbortController();
  const listeners = new Map<Audience, Set<Listener>>(AUDIENCES.map((audience) => [audience, new Set()]));
  const positions = new Map<Audience, string>();
  let lastAnswerAt = Number.NEGATIVE_INFINITY;
  let checkedAt = Number.NEGATIVE_INFINITY;

  const position = (audience: Audience) => positions.get(audience) ?? '0-0';

  async function checkContinuity(): Promise<void> {
    if (performance.now() - checkedAt < CHECK_EVERY_MS) return;
    for (const [audience, last] of await findBreaks(redis, positions)) {
      // Sessions that ended before this process began, or while it could not read, are still to be refused: from the start.
      if (audience === 'sessions') positions.set(audience, '0-0');
      else deliver(audience, { kind: 'start', position: last, body: {} });
    }
    checkedAt = performance.now();
  }

  async function read(): Promise<void> {
    await checkContinuity();
    const streams = AUDIENCES.map((audience) => STREAMS[audience]);
    const after = AUDIENCES.map(position);
    // What is there is read at once: where nothing happens the first read would wait for something.
    const answer = Number.isFinite(lastAnswerAt)
      ? await tail.xread('COUNT', READ_AT_ONCE, 'BLOCK', BLOCK_MS, 'STREAMS', ...streams, ...after)
      : await tail.xread('COUNT', READ_AT_ONCE, 'STREAMS', ...streams, ...after);
    lastAnswerAt = performance.now();
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
        checkedAt = Number.NEGATIVE_INFINITY;
        logger.debug({ err: error }, 'streams could not be read');
        await sleep(PAUSE_AFTER_FAILURE_MS);
      });
    }
  }

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
    live: () => performance.now() - lastAnswerAt < SILENCE_MS,
    async keeps(audience, since) {
      return POSITION.test(since) && (await redis.xrange(STREAMS[audience], since, since)).length > 0;
    },
    async reach(audience, wanted) {
      const deadline = performance.now() + REACH.patienceMs;
      while (isAfter(wanted, position(audience))) {
        if (performance.now() > deadline) throw unavailable('Live updates are late at the moment.');
        await sleep(REACH.pauseMs);
      }
    },
    async page(audience, { after, until }) {
      const [first, ...rows] = await redis.xrange(STREAMS[audience], after, until, 'COUNT', PAGE + 1);
      return first?.[0] === after ? rows.map(readEntry) : undefined;
    },
  };
}

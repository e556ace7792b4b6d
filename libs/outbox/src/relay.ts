import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@campus/database/connect';
import { isSerializationFailure } from '@campus/database/database-error';
import { inTransaction } from '@campus/database/transaction';
import { createBell } from '@campus/lifecycle/bell';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { backoffMs } from '@campus/messaging/backoff';
import type { Publisher } from '@campus/messaging/publisher';
import { hasPending } from './pending-events.ts';
import { type BatchOutcome, publishBatch, publishOneByOne } from './relay-batch.ts';
import type { StoredEvent } from './stored-event.ts';
import { watchOutbox } from './watch-outbox.ts';

/** The advisory lock that makes one replica at a time the relay of a database. */
export const RELAY_LOCK = 727_010;

export interface RelayOptions {
  /** A small pool of its own: a relay that waits for a confirm must not take a connection from requests. */
  db: Db;
  publisher: Publisher;
  logger: Logger;
  lockKey?: number;
  /** Told of each event once it is published and marked, by whichever replica did it: what happened in the business is counted here. */
  published?(event: StoredEvent): void;
}

export interface Relay extends Part {
  /** Called after a commit that may have added events. Cheap, never fails. */
  wake(): void;
}

const BATCH = 500;
// With the 8 s that the last confirm may take, this stays within the 20 s a transaction may idle.
const ONE_BY_ONE = { limit: 50, withinMs: 10_000 };
const POLL_MS = 1_000;
const OFFLINE_POLL_MS = 200;
const DRAIN_MS = 5_000;

/**
 * Publishes the outbox in the order of its ids, at least once: rows are marked in the transaction that holds the lock, after
 * their confirms, so a crash in between publishes them again with the same ids. Woken after commits, and every second
 * for the commits whose process died before waking it.
 */
export function createRelay({ db, publisher, logger, published, lockKey = RELAY_LOCK }: RelayOptions): Relay {
  const bell = createBell();
  const state: { stopping: boolean; failures: number; wasRung: boolean; loop?: Promise<void> } = {
    stopping: false,
    failures: 0,
    wasRung: true,
  };

  const relayBatch = (): Promise<BatchOutcome> =>
    inTransaction(
      db,
      (trx) => {
        const work = { trx, publisher, logger, lockKey };
        return state.failures === 0
          ? publishBatch({ ...work, limit: BATCH })
          : publishOneByOne({ ...work, ...ONE_BY_ONE });
      },
      { attempts: 1 },
    );

  async function drain(): Promise<void> {
    for (;;) {
      const outcome = await relayBatch();
      if (published) for (const event of outcome.published) published(event);
      state.failures = outcome.failed === 0 ? 0 : state.failures + 1;
      if (outcome.failed > 0 || !outcome.mayBeMore) return;
    }
  }

  // Most looks of a quiet hour find nothing: one statement for them instead of a transaction.
  async function drainIfAny(): Promise<void> {
    if (state.wasRung || state.failures > 0 || (await hasPending(db))) await drain();
  }

  async function turn(): Promise<void> {
    if (publisher.state() !== 'connected') return void (await bell.wait(OFFLINE_POLL_MS));
    await drainIfAny().catch((error: unknown) => {
      state.failures += 1;
      // A lock that stays taken is another replica at work, or a test.
      if (!isSerializationFailure(error)) logger.warn({ err: error }, 'relay could not reach the outbox');
    });
    if (state.failures > 0) await sleep(backoffMs(state.failures, { firstMs: 50, mostMs: 2_000 }));
    else state.wasRung = await bell.wait(POLL_MS);
  }

  async function loop(): Promise<void> {
    while (!state.stopping) await turn();
    if (publisher.state() === 'connected') await drain();
  }

  watchOutbox(db);
  return {
    name: 'relay',
    wake: bell.ring,
    async start() {
      state.loop = loop();
    },
    async stop() {
      state.stopping = true;
      bell.ring();
      await Promise.race([state.loop, sleep(DRAIN_MS)]);
    },
  };
}

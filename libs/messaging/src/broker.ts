import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { backoffMs } from './backoff.ts';
import { messagingMetrics } from './messaging-metrics.ts';
import { openSession, type Session } from './session.ts';

export type BrokerState = 'connected' | 'blocked' | 'disconnected';

export interface Broker extends Part {
  /** `blocked`: the broker has a memory or disk alarm and takes no messages. */
  state(): BrokerState;
}

export interface BrokerOptions {
  url: string;
  /** Shown in the broker's list of connections. */
  name: string;
  logger: Logger;
  /** Runs on every new connection; it counts as connected when this resolves. A `ConfigurationFault` is fatal. */
  setup?(session: Session): Promise<void>;
  /** Runs once at stop while the connection still stands. Must end in bounded time. */
  teardown?(): Promise<void>;
}

const START_PATIENCE_MS = 3_000;
const SETUP_PATIENCE_MS = 10_000;
const STOP_PATIENCE_MS = 2_000;

/**
 * One connection that is replaced whenever it is lost, after 100 ms to 3 s (full jitter). `start` resolves when the broker
 * answers or refuses, at the latest after three seconds. It rejects only for a `ConfigurationFault` of `setup`; one that is
 * found later, because the broker came later, is left unhandled, so that the process stops and its next start names the fault.
 */
export function connectBroker({ url, name, logger, setup, teardown }: BrokerOptions): Broker {
  const stopping = new AbortController();
  const link: { session?: Session; supervision?: Promise<void>; started: boolean } = { started: false };

  async function hold(onReady: () => void): Promise<void> {
    const session = await openSession({ url, name });
    if (stopping.signal.aborted) return session.drop('stopping');
    try {
      await Promise.race([setup?.(session), tooLong()]);
    } catch (error) {
      session.drop('the connection could not be set up');
      throw error;
    }
    link.session = session;
    onReady();
    const reason = await session.ended;
    delete link.session;
    if (!stopping.signal.aborted) logger.warn({ connection: name, reason }, 'broker connection lost');
  }

  async function supervise(onSettled: () => void): Promise<void> {
    let failures = 0;
    const onReady = () => {
      logger.info({ connection: name, failures }, 'broker connected');
      failures = 0;
      onSettled();
    };
    while (!stopping.signal.aborted) {
      await hold(onReady).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'ConfigurationFault') throw error;
        failures += 1;
        if (failures === 1) logger.warn({ connection: name, err: error }, 'broker is not reachable');
      });
      onSettled();
      await pause(backoffMs(failures, { firstMs: 100, mostMs: 3_000 }), stopping.signal);
    }
  }

  const state = () => {
    if (!link.session) return 'disconnected';
    return link.session.blocked() ? 'blocked' : 'connected';
  };
  messagingMetrics.connected.watch({ connection: name }, () => Number(state() !== 'disconnected'));
  messagingMetrics.blocked.watch({ connection: name }, () => Number(state() === 'blocked'));

  return {
    name: `broker connection ${name}`,
    state,
    async start() {
      const first = Promise.withResolvers<void>();
      link.supervision = supervise(first.resolve).catch((fault: unknown) => {
        first.reject(fault);
        if (link.started) throw fault;
      });
      await Promise.race([first.promise, sleep(START_PATIENCE_MS)]);
      link.started = true;
    },
    async stop() {
      stopping.abort();
      await teardown?.();
      await link.session?.close();
      await Promise.race([Promise.allSettled([link.supervision]), sleep(STOP_PATIENCE_MS)]);
    },
  };
}

async function tooLong(): Promise<never> {
  await sleep(SETUP_PATIENCE_MS, undefined, { ref: false });
  throw new Error('The broker did not answer while the connection was set up.');
}

// Settles at once when aborted; either way there is nothing to report.
async function pause(ms: number, signal: AbortSignal) {
  await Promise.allSettled([sleep(ms, undefined, { signal })]);
}

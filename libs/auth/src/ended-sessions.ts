import { unauthenticated, unavailable } from '@campus/errors/app-error';
import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { type Revocations, revocationList } from './revocations.ts';
import type { VerifyToken } from './verify-token.ts';

export interface EndedSessionsOptions {
  /** The origin of auth. */
  authUrl: string;
  revocations: Revocations;
  /** Whether news of revocations may have been missed since this was asked last. */
  mayHaveMissed(): Promise<boolean>;
  /** Called when everything that was missed is known. */
  onLearned?: () => void;
  logger: Logger;
}

export interface EndedSessions extends Part {
  /**
   * A token check that refuses ended sessions too. 503 until auth has been heard once: a process that knows of no session that ended
   * must not trust one, no more than it could without auth's keys.
   */
  refuseEnded(verify: VerifyToken): VerifyToken;
  /**
   * Whether requests may be sent here: auth was heard, or has had ten seconds to say something. A platform that starts as a whole refuses
   * nobody; one whose auth is away goes on with all that is public.
   */
  isReady(): boolean;
}

const LOOK_EVERY_MS = 2_000;
// While a platform starts auth is there in a moment, and whoever asks is not ready before.
const FIRST_LOOKS_EVERY_MS = 100;
const FETCH_TIMEOUT_MS = 2_000;
const START_PATIENCE_MS = 2_500;
const READY_PATIENCE_MS = 10_000;

/**
 * Keeps the memory of ended sessions whole. News travels by events and Redis; the truth is auth's PostgreSQL, which is asked at the
 * start, whenever news may have been missed, and every two seconds for as long as that is so (I13), twenty times as often until it was heard
 * first or ten seconds are over.
 */
export function createEndedSessions(options: EndedSessionsOptions): EndedSessions {
  const { authUrl, revocations, mayHaveMissed, onLearned, logger } = options;
  const state = { everHeard: false, upToDate: false, silent: false, startedAt: Number.POSITIVE_INFINITY };
  const { promise: firstLook, resolve: looked } = Promise.withResolvers<void>();

  async function learn(): Promise<void> {
    for (const revocation of await fetchRevocations(authUrl)) revocations.add(revocation);
    Object.assign(state, { everHeard: true, upToDate: true, silent: false });
    onLearned?.();
  }

  async function look(): Promise<void> {
    const missed = await mayHaveMissed();
    if (state.upToDate && !missed) return;
    state.upToDate = false;
    await learn().catch((error: unknown) => {
      if (!state.silent) logger.warn({ err: error }, 'auth does not tell which sessions ended; those known go on');
      state.silent = true;
      if (!state.everHeard && hasPatience()) setTimeout(job.wake, FIRST_LOOKS_EVERY_MS).unref();
    });
  }

  const hasPatience = () => performance.now() - state.startedAt < READY_PATIENCE_MS;
  const job = repeatingJob({
    name: 'ended sessions',
    everyMs: LOOK_EVERY_MS,
    logger,
    work: () => look().finally(looked),
  });
  return {
    name: job.name,
    stop: job.stop,
    async start() {
      state.startedAt = performance.now();
      await job.start();
      await Promise.race([firstLook, patience()]);
    },
    isReady: () => state.everHeard || !hasPatience(),
    refuseEnded: (verify) => async (token) => {
      const caller = await verify(token);
      if (!state.everHeard) throw unavailable('Sign-ins cannot be checked at the moment.');
      if (revocations.cover(caller)) throw unauthenticated('The session has ended.');
      return caller;
    },
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, START_PATIENCE_MS).unref());
}

async function fetchRevocations(authUrl: string) {
  const url = new URL('/internal/revocations', authUrl);
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`auth answered ${response.status}`);
  return revocationList.parse(await response.json()).revocations;
}

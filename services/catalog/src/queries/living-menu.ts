import { AppError, unavailable } from '@campus/errors/app-error';
import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import type { Logger } from '@campus/logger/logger';
import type { Menu } from './menu.ts';

export interface CurrentMenu {
  menu: Menu;
  /** Set while the database is away: how long ago it last confirmed this menu. */
  staleMs?: number;
}

/** The menu in the memory of this process. */
export interface LivingMenu {
  /** For customers: confirmed within the last half second, or after this call; while the database is away the last known, with its age. */
  current(): Promise<CurrentMenu>;
  /** For staff: confirmed after this call. Rejects while the database is away. */
  latest(): Promise<Menu>;
  /** Called after every commit here: what was confirmed before is fresh no longer. */
  expire(): void;
  /** Whether `current` has an answer without the database. */
  isKnown(): boolean;
}

export interface LivingMenuOptions {
  read(): Promise<Menu>;
  revision(): Promise<number>;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  logger: Logger;
}

interface Known {
  menu: Menu;
  /** When the statement that confirmed it was sent: every change that was committed by then is in it. */
  confirmedAt: number;
}

// The rule is a second after a change on any replica; the other half of it is for the way to the client.
const FRESH_MS = 500;
const RENEW_AFTER_MS = 250;
const PATIENCE_MS = 1_000;
const LAST_KNOWN_MS = 10 * 60_000;

/**
 * Asks for the revision at most four times a second and only while somebody asks for the menu, and reads the menu when the revision is another
 * one (docs/decisions: the menu lives in memory).
 */
export function createLivingMenu({ read, revision, now, logger }: LivingMenuOptions): LivingMenu {
  const state: {
    known?: Known;
    renewal?: Promise<void> | undefined;
    expiredAt: number;
    askedAt: number;
    isAway: boolean;
  } = { expiredAt: -Infinity, askedAt: -Infinity, isAway: false };

  const ageOf = ({ confirmedAt }: Known) => now() - confirmedAt;
  const isFresh = (known: Known) => known.confirmedAt >= state.expiredAt && ageOf(known) <= FRESH_MS;
  const lastKnown = () => (state.known && ageOf(state.known) <= LAST_KNOWN_MS ? state.known : undefined);

  async function confirm(): Promise<void> {
    const confirmedAt = now();
    if (state.known && (await revision()) === state.known.menu.revision) {
      state.known = { ...state.known, confirmedAt };
    } else {
      const readAt = now();
      state.known = { menu: await read(), confirmedAt: readAt };
    }
    state.isAway = false;
  }

  function renew(): Promise<void> {
    if (state.renewal) return state.renewal;
    state.askedAt = now();
    state.renewal = confirm().finally(() => {
      state.renewal = undefined;
    });
    return state.renewal;
  }

  function renewBehind(): void {
    if (!state.renewal && now() - state.askedAt >= RENEW_AFTER_MS) renew().catch(note);
  }

  function note(error: unknown): void {
    if (!isAbsence(error)) logger.error({ err: error }, 'the menu could not be read');
    else if (!state.isAway) logger.warn({ err: error }, 'the database is away, the last known menu is shown');
    state.isAway = isAbsence(error);
  }

  async function untilKnown(isGood: (known: Known) => boolean): Promise<Menu> {
    while (!(state.known && isGood(state.known))) await renew();
    return state.known.menu;
  }

  return {
    async current() {
      const known = lastKnown();
      if (known && (isFresh(known) || state.isAway)) {
        if (state.isAway || ageOf(known) >= RENEW_AFTER_MS) renewBehind();
        return isFresh(known) ? { menu: known.menu } : { menu: known.menu, staleMs: ageOf(known) };
      }
      const since = now();
      const wait = untilKnown((one) => isFresh(one) || one.confirmedAt >= since);
      if (!known) return { menu: await wait };
      try {
        return { menu: await within(PATIENCE_MS, wait) };
      } catch (error) {
        if (!isAbsence(error)) throw error;
        note(error);
        return { menu: known.menu, staleMs: ageOf(known) };
      }
    },
    latest() {
      const since = now();
      return untilKnown(({ confirmedAt }) => confirmedAt >= since);
    },
    expire() {
      state.expiredAt = now();
      state.isAway = false;
    },
    isKnown: () => lastKnown() !== undefined,
  };
}

function isAbsence(error: unknown): boolean {
  return isInfrastructureError(error) || (error instanceof AppError && error.kind === 'unavailable');
}

async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(unavailable('The database does not answer in time.')), timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

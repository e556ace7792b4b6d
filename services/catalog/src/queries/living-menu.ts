import { AppError, unavailable } from '@campus/errors/app-error';
import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import type { Logger } from '@campus/logger/logger';
import { type Confirmed, createConfirmedMenu, type MenuSource } from './confirmed-menu.ts';
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

// The rule is a second after a change on any replica; the other half of it is for the way to the client.
const FRESH_MS = 500;
const LOOK_AFTER_MS = 250;
const PATIENCE_MS = 1_000;
const LAST_KNOWN_MS = 10 * 60_000;

/** Looks at the database at most four times a second, and only while somebody asks (docs/decisions: the menu lives in memory). */
export function createLivingMenu({ logger, ...source }: MenuSource & { logger: Logger }): LivingMenu {
  const confirmed = createConfirmedMenu(source);
  const state = { expiredIn: 0, isAway: false };

  const ageOf = ({ at }: Confirmed) => source.now() - at;
  const isFresh = (known: Confirmed) => known.look > state.expiredIn && ageOf(known) <= FRESH_MS;
  const lastKnown = () => {
    const last = confirmed.last();
    return last && ageOf(last) <= LAST_KNOWN_MS ? last : undefined;
  };

  async function until(isGood: (known: Confirmed) => boolean): Promise<Menu> {
    for (;;) {
      const known = confirmed.last();
      if (known && isGood(known)) return known.menu;
      await confirmed.look();
      state.isAway = false;
    }
  }

  function note(error: unknown): void {
    if (!isAbsence(error)) logger.error({ err: error }, 'the menu could not be read');
    else if (!state.isAway) logger.warn({ err: error }, 'the database is away, the last known menu is shown');
    state.isAway = isAbsence(error);
  }

  function lookBehind(): void {
    if (confirmed.sinceLook() < LOOK_AFTER_MS) return;
    confirmed.look().then(() => {
      state.isAway = false;
    }, note);
  }

  return {
    async current() {
      const known = lastKnown();
      if (known && (isFresh(known) || state.isAway)) {
        if (state.isAway || ageOf(known) >= LOOK_AFTER_MS) lookBehind();
        return isFresh(known) ? { menu: known.menu } : { menu: known.menu, staleMs: ageOf(known) };
      }
      const asked = confirmed.looks();
      const fresh = until((one) => isFresh(one) || one.look > asked);
      if (!known) return { menu: await fresh };
      try {
        return { menu: await within(PATIENCE_MS, fresh) };
      } catch (error) {
        if (!isAbsence(error)) throw error;
        note(error);
        return { menu: known.menu, staleMs: ageOf(known) };
      }
    },
    latest() {
      const asked = confirmed.looks();
      return until(({ look }) => look > asked);
    },
    expire() {
      state.expiredIn = confirmed.looks();
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

import type { Menu } from './menu.ts';

export interface MenuSource {
  read(): Promise<Menu>;
  revision(): Promise<number>;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
}

/** A menu and when the database last said that it is this one. */
export interface Confirmed {
  menu: Menu;
  /** When the statement was sent: every change that was committed by then is in the menu. */
  at: number;
  /** The look in which it was confirmed. */
  look: number;
}

export interface ConfirmedMenu {
  last(): Confirmed | undefined;
  /** How many looks have begun. What is confirmed in a later one is confirmed after this call. */
  looks(): number;
  /** Looks at the database, or joins the look that is under way. */
  look(): Promise<void>;
  /** Milliseconds since the last look began, or 0 while one is under way. */
  sinceLook(): number;
}

/** One look at a time: the revision only, and the menu when it is another one. */
export function createConfirmedMenu({ read, revision, now }: MenuSource): ConfirmedMenu {
  const state: { last?: Confirmed; looks: number; begunAt: number; running?: Promise<void> | undefined } = {
    looks: 0,
    begunAt: Number.NEGATIVE_INFINITY,
  };

  async function confirm(look: number): Promise<void> {
    const at = now();
    const known = state.last?.menu;
    if (known && (await revision()) === known.revision) {
      state.last = { menu: known, at, look };
      return;
    }
    const readAt = now();
    state.last = { menu: await read(), at: readAt, look };
  }

  return {
    last: () => state.last,
    looks: () => state.looks,
    look() {
      if (state.running) return state.running;
      state.looks += 1;
      state.begunAt = now();
      state.running = confirm(state.looks).finally(() => {
        state.running = undefined;
      });
      return state.running;
    },
    sinceLook: () => (state.running ? 0 : now() - state.begunAt),
  };
}

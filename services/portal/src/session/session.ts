import { ApiError } from '../api/api-error.ts';
import { newKey } from '../api/request.ts';
import { type Person, type SignIn, type TokenPair, withTokens } from './sign-in.ts';
import type { Vault } from './vault.ts';

/** `refused`: the platform ended it. `signed-out`: the person did. */
export type Ending = 'refused' | 'signed-out';

export interface SessionState {
  signIn: SignIn | undefined;
  /** How the session before ended, until the next sign-in. */
  ended: Ending | undefined;
}

export interface Session {
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  begin(pair: TokenPair, person: Person): void;
  /** The person is called something else from now on. */
  rename(name: string): void;
  /** A token that is good for now, renewed shortly before it expires; undefined when nobody is signed in. */
  accessToken(): Promise<string | undefined>;
  /** A newer token than `stale`. One renewal at a time over all tabs, because using a refresh token twice ends the session. */
  renew(stale: string): Promise<string>;
  end(how: Ending): void;
}

export interface SessionParts {
  vault: Vault;
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  refresh(refreshToken: string): Promise<TokenPair>;
  now(): number;
}

const EARLY_MS = 60_000;

export function createSession({ vault, exclusively, refresh, now }: SessionParts): Session {
  let state: SessionState = { signIn: vault.read(), ended: undefined };
  const listeners = new Set<() => void>();
  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const hold = (signIn: SignIn) => {
    vault.write(signIn);
    become({ signIn, ended: undefined });
  };
  const end = (how: Ending) => {
    vault.write(undefined);
    become({ signIn: undefined, ended: how });
  };
  vault.onOutsideChange(() => {
    const signIn = vault.read();
    become({ signIn, ended: state.signIn && !signIn ? 'signed-out' : state.ended });
  });

  async function renewed(stale: string): Promise<string> {
    const held = await vault.newest();
    if (!held) throw sessionOver();
    if (held.accessToken !== stale) return held.accessToken;
    try {
      const next = withTokens(held, await refresh(held.refreshToken), now());
      hold(next);
      return next.accessToken;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) end('refused');
      throw error;
    }
  }

  const renew = (stale: string) => exclusively(() => renewed(stale));
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: (pair, person) => hold(withTokens({ key: newKey(), person }, pair, now())),
    rename(name) {
      if (state.signIn) hold({ ...state.signIn, person: { ...state.signIn.person, name } });
    },
    async accessToken() {
      const { signIn } = state;
      if (!signIn || signIn.expiresAt - now() > EARLY_MS) return signIn?.accessToken;
      // Still good for a while: when the network is away now, the call itself will say so.
      return renew(signIn.accessToken).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) throw error;
        return signIn.accessToken;
      });
    },
    renew,
    end,
  };
}

function sessionOver(): ApiError {
  return new ApiError({ status: 401, code: 'INVALID_TOKEN', message: 'The session has ended.' });
}

import type { Random } from '@campus/testing/random';
import { keepDoing, type Party } from './party.ts';
import { refresh, signIn } from './sign-in.ts';

/** Tokens that must never work again: of somebody who has signed out, and a refresh token that was used. */
export interface DeadTokens {
  token: string;
  refreshToken: string;
  /** Whether the platform has said that it is signed out; otherwise nobody knows. */
  isCertain: boolean;
}

/** Again and again somebody signs in for the first time, changes tokens, looks around and signs out. */
export function comeAndGo(party: Party, { random, left }: { random: Random; left: DeadTokens[] }): Promise<void> {
  let count = 0;
  const act = async () => {
    count += 1;
    const session = await signIn(party, { who: `newcomer-${count}`, random });
    if (!session) return;
    await refresh(party, session);
    await party.call(session, { operation: 'session', method: 'GET', path: '/api/v1/users/me' });
    const logout = { operation: 'session', method: 'POST', path: '/api/v1/auth/logout' } as const;
    const { phase } = await party.call(session, logout);
    left.push({ token: session.token, refreshToken: session.refreshToken, isCertain: phase === 'ok' });
  };
  return keepDoing(party, { random, pauseMs: [1_500, 3_500], act });
}

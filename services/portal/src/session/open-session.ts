import { answerOf, send } from '../api/send.ts';
import { createExclusive } from './exclusively.ts';
import { createSession, type Session } from './session.ts';
import type { TokenPair } from './sign-in.ts';
import type { Vault } from './vault.ts';

/** The session of this page; resolves when it is known whether another tab is signed in. */
export async function openSession(vault: Vault): Promise<Session> {
  if (!vault.read()) await vault.newest();
  return createSession({
    vault,
    exclusively: createExclusive(vault.name),
    refresh: async (refreshToken) =>
      (await answerOf(await send('POST /auth/refresh', { body: { refresh_token: refreshToken } }))) as TokenPair,
    now: Date.now,
  });
}

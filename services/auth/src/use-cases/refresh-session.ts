import { unauthenticated } from '@campus/errors/app-error';
import type { SecurityLog } from '@campus/http/security-log';
import { judge, type Person, type RefreshToken, SIDE_BY_SIDE_MS } from '../domain/session.ts';
import { lockPerson } from './lock-person.ts';
import { addLink, type Issuing, pairOf, signedAgain, type TokenPair } from './open-session.ts';
import type { RefreshClaims, Tokens } from './ports.ts';
import { revokeSession } from './revoke-sessions.ts';
import type { Transact } from './work.ts';

export interface RefreshDesk {
  clock(): Date;
  pause(ms: number): Promise<void>;
  tokens: Tokens;
  transact: Transact;
  security: SecurityLog;
}

interface Presented {
  claims: RefreshClaims;
  hash: string;
  askedAt: Date;
}

/**
 * Exchanges a refresh token for the next pair of its session. One that was exchanged before ends the session; whoever asks side by
 * side gets the same next token. The answer waits until nobody can be side by side with it any more (S04).
 */
export async function refreshSession(desk: RefreshDesk, refreshToken: string): Promise<TokenPair> {
  const askedAt = desk.clock();
  const claims = desk.tokens.readRefresh(refreshToken);
  if (!claims) throw refused();
  const presented = { claims, hash: desk.tokens.hash(refreshToken), askedAt };
  const outcome = await desk.transact((work) => rotate({ work, tokens: desk.tokens }, presented));
  if (outcome === 'reused') {
    desk.security.note('refresh_token_reused', { person_id: claims.subjectId, session_id: claims.sessionId });
  }
  if (typeof outcome === 'string') throw refused();
  await desk.pause(SIDE_BY_SIDE_MS);
  return outcome;
}

// Refusals are returned, not thrown: the revocation of a reused family has to be committed.
async function rotate(issuing: Issuing, { claims, hash, askedAt }: Presented): Promise<TokenPair | 'reused' | 'over'> {
  const { work } = issuing;
  const person = await lockPerson(work, { id: claims.subjectId, kind: claims.subjectKind });
  const token = await work.refreshTokens.lock(claims.tokenId);
  if (!person || !token || token.tokenHash !== hash) return 'over';
  const at = work.clock();
  const verdict = judge(token, { askedAt, at });
  if (verdict === 'live') return exchange(issuing, { person, token, at });
  if (verdict === 'twin') return (await pairOfTwin(issuing, { person, token, at })) ?? 'over';
  if (verdict === 'reused') await revokeSession(work, { person, sessionId: token.familyId });
  return verdict;
}

interface Held {
  person: Person;
  token: RefreshToken;
  at: Date;
}

async function exchange({ work, tokens }: Issuing, { person, token, at }: Held): Promise<TokenPair> {
  const { familyId, absoluteExpiresAt } = token;
  const next = { tokenId: work.newId(), familyId, absoluteExpiresAt };
  await work.refreshTokens.markUsed(token, { replacedBy: next.tokenId, at });
  return addLink({ work, tokens }, { person, link: next });
}

/** The next token once more; undefined when it was used already, or another key signs since. */
async function pairOfTwin({ work, tokens }: Issuing, { person, token, at }: Held): Promise<TokenPair | undefined> {
  const next = token.replacedBy ? await work.refreshTokens.lock(token.replacedBy) : undefined;
  if (!next || judge(next, { askedAt: at, at }) !== 'live') return undefined;
  const refreshToken = signedAgain(tokens, next);
  if (tokens.hash(refreshToken) !== next.tokenHash) return undefined;
  return pairOf({ work, tokens }, { person, familyId: token.familyId, refreshToken });
}

function refused() {
  return unauthenticated('The refresh token is not valid.');
}

import { unauthenticated } from '@campus/errors/app-error';
import { judge } from '../domain/session.ts';
import { lockPerson } from './lock-person.ts';
import { addLink, type TokenPair } from './open-session.ts';
import type { RefreshClaims, SecurityLog, Tokens } from './ports.ts';
import { revokeSession } from './revoke-sessions.ts';
import type { Transact, Work } from './work.ts';

export interface RefreshDesk {
  tokens: Tokens;
  transact: Transact;
  security: SecurityLog;
}

interface Presented {
  claims: RefreshClaims;
  hash: string;
}

/** Exchanges a refresh token for the next pair of its session. One that was exchanged before ends the session. */
export async function refreshSession(desk: RefreshDesk, refreshToken: string): Promise<TokenPair> {
  const claims = desk.tokens.readRefresh(refreshToken);
  if (!claims) throw refused();
  const presented = { claims, hash: desk.tokens.hash(refreshToken) };
  const outcome = await desk.transact((work) => rotate({ work, tokens: desk.tokens }, presented));
  if (outcome === 'reused') {
    desk.security.note('refresh_token_reused', { person_id: claims.subjectId, session_id: claims.sessionId });
  }
  if (typeof outcome === 'string') throw refused();
  return outcome;
}

// Refusals are returned, not thrown: the revocation of a reused family has to be committed.
async function rotate(
  { work, tokens }: { work: Work; tokens: Tokens },
  { claims, hash }: Presented,
): Promise<TokenPair | 'reused' | 'over'> {
  const person = await lockPerson(work, { id: claims.subjectId, kind: claims.subjectKind });
  const token = await work.refreshTokens.lock(claims.tokenId);
  if (!person || !token || token.tokenHash !== hash) return 'over';
  const at = work.clock();
  const verdict = judge(token, at);
  if (verdict === 'reused') await revokeSession(work, { person, sessionId: token.familyId });
  if (verdict !== 'live') return verdict;
  const { familyId, absoluteExpiresAt } = token;
  const next = { tokenId: work.newId(), familyId, absoluteExpiresAt };
  await work.refreshTokens.markUsed(token, { replacedBy: next.tokenId, at });
  return addLink({ work, tokens }, { person, link: next });
}

function refused() {
  return unauthenticated('The refresh token is not valid.');
}

import {
  ACCESS_LIFE_SECONDS,
  endOfSession,
  issuedAtSeconds,
  type Person,
  type RefreshToken,
} from '../domain/session.ts';
import type { Tokens } from './ports.ts';
import type { Work } from './work.ts';

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

export interface Link {
  tokenId: string;
  familyId: string;
  absoluteExpiresAt: Date;
}

/** A new session: the first refresh token of a new family, and an access token for it. */
export function openSession({ work, tokens }: { work: Work; tokens: Tokens }, person: Person): Promise<TokenPair> {
  const link = { tokenId: work.newId(), familyId: work.newId(), absoluteExpiresAt: endOfSession(work.clock()) };
  return addLink({ work, tokens }, { person, link });
}

/** Stores one more refresh token of a family and signs the pair. */
export async function addLink(
  { work, tokens }: { work: Work; tokens: Tokens },
  { person, link }: { person: Person; link: Link },
): Promise<TokenPair> {
  const { tokenId, familyId, absoluteExpiresAt } = link;
  const issuedAt = work.clock();
  const claims = { tokenId, sessionId: familyId, subjectId: person.id, subjectKind: person.kind };
  const refreshToken = tokens.refresh(claims, { issuedAt, expiresAt: absoluteExpiresAt });
  const stored: RefreshToken = {
    id: tokenId,
    familyId,
    subjectId: person.id,
    subjectKind: person.kind,
    tokenHash: tokens.hash(refreshToken),
    issuedAt,
    expiresAt: absoluteExpiresAt,
    absoluteExpiresAt,
    usedAt: null,
    revokedAt: null,
  };
  await work.refreshTokens.add(stored);
  const session = { id: familyId, issuedAtSeconds: issuedAtSeconds(person, issuedAt) };
  return { accessToken: tokens.access(person, session), refreshToken, expiresInSeconds: ACCESS_LIFE_SECONDS };
}

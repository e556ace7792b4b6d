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

/** What signs tokens and the transaction that stores them. */
export interface Issuing {
  work: Work;
  tokens: Tokens;
}

/** A new session: the first refresh token of a new family, and an access token for it. */
export function openSession({ work, tokens }: Issuing, person: Person): Promise<TokenPair> {
  const link = { tokenId: work.newId(), familyId: work.newId(), absoluteExpiresAt: endOfSession(work.clock()) };
  return addLink({ work, tokens }, { person, link });
}

/** Stores one more refresh token of a family and signs the pair. */
export async function addLink(
  { work, tokens }: Issuing,
  { person, link }: { person: Person; link: Link },
): Promise<TokenPair> {
  const { tokenId, familyId, absoluteExpiresAt } = link;
  const token = {
    id: tokenId,
    familyId,
    subjectId: person.id,
    subjectKind: person.kind,
    issuedAt: work.clock(),
    expiresAt: absoluteExpiresAt,
    absoluteExpiresAt,
  };
  const refreshToken = signedAgain(tokens, token);
  const stored = { ...token, tokenHash: tokens.hash(refreshToken), usedAt: null, replacedBy: null, revokedAt: null };
  await work.refreshTokens.add(stored);
  return pairOf({ work, tokens }, { person, familyId, refreshToken });
}

/** The text of a stored refresh token: RS256 gives the same signature again, as long as the same key signs. */
export function signedAgain(
  tokens: Tokens,
  token: Pick<RefreshToken, 'id' | 'familyId' | 'subjectId' | 'subjectKind' | 'issuedAt' | 'expiresAt'>,
): string {
  const { id, familyId, subjectId, subjectKind, issuedAt, expiresAt } = token;
  return tokens.refresh({ tokenId: id, sessionId: familyId, subjectId, subjectKind }, { issuedAt, expiresAt });
}

/** The refresh token together with a fresh access token of its session. */
export function pairOf(
  { work, tokens }: Issuing,
  { person, familyId, refreshToken }: { person: Person; familyId: string; refreshToken: string },
): TokenPair {
  const session = { id: familyId, issuedAtSeconds: issuedAtSeconds(person, work.clock()) };
  return { accessToken: tokens.access(person, session), refreshToken, expiresInSeconds: ACCESS_LIFE_SECONDS };
}

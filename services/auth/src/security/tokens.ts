import { hash, type KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { ACCESS_LIFE_SECONDS } from '../domain/session.ts';
import type { RefreshClaims, Tokens } from '../use-cases/ports.ts';
import type { SigningKeys } from './signing-keys.ts';

const require = createRequire(import.meta.url);
// Not at the start, which takes it sixty files; two seconds later whoever verifies tokens has it loaded.
const jsonWebToken = () => require('jsonwebtoken') as typeof import('jsonwebtoken');

const REFRESH_TYPE = 'rt+jwt';

const refreshClaims = z.object({
  jti: z.uuid(),
  sub: z.uuid(),
  sid: z.uuid(),
  subject_kind: z.enum(['consumer', 'staff']),
  token_use: z.literal('refresh'),
});

interface TokenOptions {
  keys(): SigningKeys;
  issuer: string;
  audience: string;
}

/** RS256 tokens. A refresh token is for this service alone: its audience is the issuer, its type `rt+jwt` (RFC 8725 3.11). */
export function createTokens({ keys, issuer, audience }: TokenOptions): Tokens {
  const sign = (payload: object, typ: string) => {
    const { kid, key } = keys().current;
    return jsonWebToken().sign(payload, key, { algorithm: 'RS256', header: { alg: 'RS256', typ, kid } });
  };
  return {
    access(person, { id, issuedAtSeconds }) {
      const identity = { sub: person.id, user_id: person.id, role: person.role, sid: id, token_use: 'access' };
      const life = { iat: issuedAtSeconds, exp: issuedAtSeconds + ACCESS_LIFE_SECONDS };
      return sign({ ...identity, iss: issuer, aud: audience, ...life }, 'at+jwt');
    },
    refresh({ tokenId, sessionId, subjectId, subjectKind }, { issuedAt, expiresAt }) {
      const identity = { jti: tokenId, sub: subjectId, sid: sessionId, subject_kind: subjectKind };
      const life = { iat: seconds(issuedAt), exp: seconds(expiresAt) };
      return sign({ ...identity, token_use: 'refresh', iss: issuer, aud: issuer, ...life }, REFRESH_TYPE);
    },
    readRefresh: (token) => readRefresh(token, { keys: keys(), issuer }),
    hash: (token) => hash('sha256', token, 'hex'),
  };
}

function readRefresh(
  token: string,
  { keys, issuer }: { keys: SigningKeys; issuer: string },
): RefreshClaims | undefined {
  const header = jsonWebToken().decode(token, { complete: true })?.header;
  const key = header?.typ === REFRESH_TYPE && header.kid ? keys.findPublic(header.kid) : undefined;
  const claims = key && refreshClaims.safeParse(verified(token, { key, issuer }));
  if (!claims?.success) return undefined;
  const { jti, sid, sub, subject_kind } = claims.data;
  return { tokenId: jti, sessionId: sid, subjectId: sub, subjectKind: subject_kind };
}

function verified(token: string, { key, issuer }: { key: KeyObject; issuer: string }) {
  try {
    return jsonWebToken().verify(token, key, { algorithms: ['RS256'], issuer, audience: issuer });
  } catch (error) {
    if (error instanceof jsonWebToken().JsonWebTokenError) return undefined;
    throw error;
  }
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

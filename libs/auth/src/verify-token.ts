import type { KeyObject } from 'node:crypto';
import { type AppError, unauthenticated } from '@campus/errors/app-error';
import { later } from '@campus/lifecycle/later';
import { z } from 'zod';
import type { KeySource } from './key-source.ts';

const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_REMEMBERED = 10_000;

const jsonWebToken = later(async () => (await import('jsonwebtoken')).default);

const accessClaims = z.object({
  sub: z.uuid(),
  role: z.enum(['consumer', 'kitchen', 'delivery', 'admin']),
  sid: z.uuid(),
  token_use: z.literal('access'),
  iat: z.int(),
  exp: z.int(),
});

/** Who is calling, as a verified access token says. */
export interface Caller {
  id: string;
  role: 'consumer' | 'kitchen' | 'delivery' | 'admin';
  sessionId: string;
  /** The raw token, for a call to another service in the caller's own name. */
  token: string;
  issuedAt: Date;
  expiresAt: Date;
}

export type VerifyToken = (token: string) => Promise<Caller>;

/**
 * Verifies access tokens: RS256 only, key by `kid` from our own JWKS, issuer, audience, expiry (30 s tolerance), header type
 * `at+jwt` and `token_use` (RFC 8725 3.9-3.12, RFC 9068). Throws 401 `TOKEN_EXPIRED` or `INVALID_TOKEN`, 503 when no key can be had.
 * A verified token is remembered until it expires, because checking the signature costs five times the framework (performance.md).
 */
export function createTokenVerifier(options: { keys: KeySource; issuer: string; audience: string }): VerifyToken {
  const remembered = new Map<string, Verified>();

  return async (token) => {
    const known = remembered.get(token);
    if (known && (await isStillGood(known, options.keys))) return known.caller;
    remembered.delete(token);
    const verified = await verify(token, options);
    if (remembered.size >= MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(token, verified);
    return verified.caller;
  };
}

interface Verified {
  caller: Caller;
  kid: string;
}

// A key that was withdrawn takes its tokens along.
async function isStillGood({ caller, kid }: Verified, keys: KeySource): Promise<boolean> {
  const alive = caller.expiresAt.getTime() + CLOCK_TOLERANCE_SECONDS * 1000 > Date.now();
  return alive && (await keys.find(kid)) !== undefined;
}

async function verify(
  token: string,
  { keys, issuer, audience }: { keys: KeySource; issuer: string; audience: string },
): Promise<Verified> {
  const jwt = await jsonWebToken();
  const decoded = jwt.decode(token, { complete: true });
  const { alg, typ, kid } = decoded?.header ?? {};
  if (alg !== 'RS256' || typ !== 'at+jwt' || !kid) throw malformed();
  const key = await keys.find(kid);
  if (!key) throw malformed();
  const claims = accessClaims.safeParse(checkedClaims(jwt, { token, key, issuer, audience }));
  if (!claims.success) throw malformed(claims.error);
  const { sub, role, sid, iat, exp } = claims.data;
  const [issuedAt, expiresAt] = [new Date(iat * 1000), new Date(exp * 1000)];
  return { caller: { id: sub, role, sessionId: sid, token, issuedAt, expiresAt }, kid };
}

type JsonWebToken = Awaited<ReturnType<typeof jsonWebToken>>;

function checkedClaims(
  jwt: JsonWebToken,
  { token, key, issuer, audience }: { token: string; key: KeyObject; issuer: string; audience: string },
) {
  try {
    return jwt.verify(token, key, {
      algorithms: ['RS256'],
      issuer,
      audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) throw expired(error);
    throw malformed(error);
  }
}

function malformed(cause?: unknown): AppError {
  return unauthenticated('The access token is not valid.', 'INVALID_TOKEN', cause);
}

function expired(cause?: unknown): AppError {
  return unauthenticated('The access token has expired.', 'TOKEN_EXPIRED', cause);
}

import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jsonwebtoken from 'jsonwebtoken';
import { atEnd } from './at-end.ts';

export interface TokenClaims {
  role: 'consumer' | 'kitchen' | 'delivery' | 'admin';
  userId?: string;
  sessionId?: string;
  name?: string;
  /** Seconds, or a span such as `-1m` for a token that has expired. */
  expiresIn?: number | `${number}${'s' | 'm' | 'h'}`;
  /** Any other claim, or one to be overwritten. */
  [claim: string]: unknown;
}

export interface TokenIssuer {
  /** What a service needs to trust these tokens. */
  environment: { JWT_ISSUER: string; JWT_AUDIENCE: string; JWKS_URL: string; AUTH_URL: string };
  sign(claims: TokenClaims): string;
}

const ISSUER = 'campus-food-test';
const KID = 'test-key';

/** Stands in for auth, in which no session has ended: signs access tokens and serves the public key until the end of the test file. */
export async function createTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' };
  const server = createServer(({ url }, response) => {
    const answer = url === '/internal/revocations' ? { revocations: [] } : { keys: [key] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: { JWT_ISSUER: ISSUER, JWT_AUDIENCE: ISSUER, JWKS_URL: `${origin}/jwks.json`, AUTH_URL: origin },
    sign({ role, userId = randomUUID(), sessionId = randomUUID(), expiresIn = '15m', ...others }) {
      const claims = {
        iss: ISSUER,
        aud: ISSUER,
        sub: userId,
        user_id: userId,
        role,
        sid: sessionId,
        token_use: 'access',
      };
      return jsonwebtoken.sign({ ...claims, jti: randomUUID(), ...others }, privateKey, {
        algorithm: 'RS256',
        expiresIn,
        header: { alg: 'RS256', typ: 'at+jwt', kid: KID },
      });
    },
  };
}

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jsonwebtoken, { type JwtHeader } from 'jsonwebtoken';
import { afterAll } from 'vitest';
import type { Revocation } from '../../src/revocations.ts';

export const ISSUER = 'https://auth.test';
export const AUDIENCE = 'campus-food';

/** Auth, as its consumers see it: keys, ended sessions, and days on which it does not answer. */
export async function fakeAuth() {
  const keys = new Map<string, ReturnType<typeof newPair>>();
  const state = { down: false, asked: 0, revocations: [] as (Revocation & { id: string })[] };
  const server = createServer(({ url }, response) => {
    state.asked += 1;
    if (state.down) return void response.writeHead(503).end();
    const published = [...keys].map(([kid, { publicKey }]) => ({ ...publicKey.export({ format: 'jwk' }), kid }));
    const answer = url === '/internal/revocations' ? { revocations: state.revocations } : { keys: published };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterAll(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    state,
    origin,
    jwksUrl: `${origin}/.well-known/jwks.json`,
    publish: (kid: string) => void keys.set(kid, newPair()),
    withdraw: (...kids: string[]) => kids.forEach((kid) => void keys.delete(kid)),
    publicKeyOf: (kid: string) => keys.get(kid)?.publicKey,
    sign(kid: string, claims: object, header: Partial<JwtHeader> = {}) {
      const key = keys.get(kid)?.privateKey ?? newPair().privateKey;
      const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
      return jsonwebtoken.sign(present, key, {
        algorithm: 'RS256',
        header: { alg: 'RS256', typ: 'at+jwt', kid, ...header },
      });
    },
  };
}

export function newPair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** The claims of a good access token that was issued and ends so many seconds from now. */
export function goodClaims(endsInSeconds = 3_600, changes: object = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: '0195a000-0000-7000-8000-000000000002',
    user_id: '0195a000-0000-7000-8000-000000000002',
    role: 'consumer',
    sid: '0195a000-0000-4000-8000-000000000007',
    token_use: 'access',
    iat: now,
    exp: now + endsInSeconds,
    ...changes,
  };
}

import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Platform } from './platform.ts';

const ISSUER = 'campus-food';
const AUDIENCE = 'campus-food-api';
const HOUR = 3_600;

export interface Forgery {
  what: string;
  token: string;
  code: 'INVALID_TOKEN' | 'TOKEN_EXPIRED';
}

/** The tokens of S01, and one made in the same way with nothing wrong. Those that are wrong in their claims only are signed with the key of auth itself. */
export function forgeries({ secrets }: Platform, refreshToken: string): { forged: Forgery[]; genuine: string } {
  const own = keyOf(secrets.JWT_PRIVATE_KEYS_FILE ?? '');
  const thief = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = createPublicKey(own.key).export({ type: 'spki', format: 'pem' });
  const now = Math.floor(Date.now() / 1000);

  const unsigned = (changes: object = {}, header: object = {}) =>
    [
      { alg: 'RS256', typ: 'at+jwt', kid: own.kid, ...header },
      { ...goodClaims(now), ...changes },
    ]
      .map(part)
      .join('.');
  const signed = (key: KeyObject, changes: object = {}, header: object = {}) => {
    const text = unsigned(changes, header);
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const hs256 = (key: string | Buffer) => {
    const text = unsigned({}, { alg: 'HS256' });
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  const invalid = (what: string, token: string): Forgery => ({ what, token, code: 'INVALID_TOKEN' });

  const forged = [
    invalid('algorithm none', `${unsigned({}, { alg: 'none' })}.`),
    invalid('HS256 with the public key', hs256(pem)),
    invalid('own key as jwk', signed(thief.privateKey, {}, { jwk: thief.publicKey.export({ format: 'jwk' }) })),
    invalid('own keys at jku', signed(thief.privateKey, {}, { jku: 'http://127.0.0.1:1/jwks.json' })),
    invalid('own certificate at x5u', signed(thief.privateKey, {}, { x5u: 'http://127.0.0.1:1/cert.pem' })),
    invalid('unknown kid', signed(thief.privateKey, {}, { kid: 'nobody' })),
    invalid('a path as kid', signed(thief.privateKey, {}, { kid: '../../../../dev/null' })),
    invalid('SQL as kid', signed(thief.privateKey, {}, { kid: "x' union select 'secret" })),
    invalid('signature stripped', `${unsigned()}.`),
    invalid('wrong issuer', signed(own.key, { iss: 'https://evil.example' })),
    invalid('wrong audience', signed(own.key, { aud: 'another-api' })),
    invalid('audience of staff on a consumer route', signed(own.key, { aud: `${AUDIENCE}-staff` })),
    {
      what: 'expired',
      token: signed(own.key, { iat: now - HOUR, exp: now - 31 }),
      code: 'TOKEN_EXPIRED' as const,
    },
    invalid('not before a moment to come', signed(own.key, { nbf: now + 60 })),
    invalid('a refresh token as access token', refreshToken),
    invalid('the claims of a refresh token', signed(own.key, { token_use: 'refresh' })),
  ];
  return { forged, genuine: signed(own.key) };
}

function goodClaims(now: number): object {
  const id = randomUUID();
  const identity = { sub: id, user_id: id, role: 'admin', sid: randomUUID(), token_use: 'access' };
  return { ...identity, iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + HOUR };
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function keyOf(file: string): { kid: string; key: KeyObject } {
  const [jwk] = JSON.parse(readFileSync(file, 'utf8')).keys;
  return { kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

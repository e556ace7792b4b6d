import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jsonwebtoken, { type JwtHeader } from 'jsonwebtoken';
import type { Platform } from './platform.ts';

const ISSUER = 'campus-food';
const AUDIENCE = 'campus-food-api';
const HOUR = 3_600;

export interface Forgery {
  what: string;
  token: string;
  code: 'INVALID_TOKEN' | 'TOKEN_EXPIRED';
}

/** The tokens of S01. Those that are wrong in their claims only are signed with the key of auth itself. */
export function forgeries({ secrets }: Platform, refreshToken: string): Forgery[] {
  const own = keyOf(secrets.JWT_PRIVATE_KEYS_FILE ?? '');
  const thief = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = String(createPublicKey(own.key).export({ type: 'spki', format: 'pem' }));
  const now = Math.floor(Date.now() / 1000);
  const claims = (changes: object = {}) => {
    const id = randomUUID();
    const identity = { sub: id, user_id: id, role: 'admin', sid: randomUUID(), token_use: 'access' };
    return { ...identity, iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + HOUR, ...changes };
  };
  const signed = (key: KeyObject, changes: object = {}, header: Partial<JwtHeader> & Record<string, unknown> = {}) =>
    jsonwebtoken.sign(claims(changes), key, { header: { alg: 'RS256', typ: 'at+jwt', kid: own.kid, ...header } });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const invalid = (what: string, token: string): Forgery => ({ what, token, code: 'INVALID_TOKEN' });
  const hs256 = { alg: 'HS256', typ: 'at+jwt', kid: own.kid };
  const good = signed(own.key);

  return [
    invalid('algorithm none', `${part({ alg: 'none', typ: 'at+jwt', kid: own.kid })}.${part(claims())}.`),
    invalid('HS256 with the public key', jsonwebtoken.sign(claims(), pem, { algorithm: 'HS256', header: hs256 })),
    invalid('own key as jwk', signed(thief.privateKey, {}, { jwk: thief.publicKey.export({ format: 'jwk' }) })),
    invalid('own keys at jku', signed(thief.privateKey, {}, { jku: 'http://127.0.0.1:1/jwks.json' })),
    invalid('own certificate at x5u', signed(thief.privateKey, {}, { x5u: 'http://127.0.0.1:1/cert.pem' })),
    invalid('unknown kid', signed(thief.privateKey, {}, { kid: 'nobody' })),
    invalid('a path as kid', signed(thief.privateKey, {}, { kid: '../../../../dev/null' })),
    invalid('SQL as kid', signed(thief.privateKey, {}, { kid: "x' union select 'secret" })),
    invalid('signature stripped', `${good.split('.').slice(0, 2).join('.')}.`),
    invalid('wrong issuer', signed(own.key, { iss: 'https://evil.example' })),
    invalid('wrong audience', signed(own.key, { aud: 'another-api' })),
    invalid('audience of staff on a consumer route', signed(own.key, { aud: `${AUDIENCE}-staff` })),
    { what: 'expired', token: signed(own.key, { iat: now - HOUR, exp: now - 31 }), code: 'TOKEN_EXPIRED' },
    invalid('not before a moment to come', signed(own.key, { nbf: now + 60 })),
    invalid('a refresh token as access token', refreshToken),
  ];
}

function keyOf(file: string): { kid: string; key: KeyObject } {
  const [jwk] = JSON.parse(readFileSync(file, 'utf8')).keys;
  return { kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

import jsonwebtoken from 'jsonwebtoken';
import { afterEach, expect, test, vi } from 'vitest';
import { createKeySource } from '../src/key-source.ts';
import { createTokenVerifier } from '../src/verify-token.ts';
import { AUDIENCE, fakeAuth, goodClaims, ISSUER, newPair } from './support/fake-auth.ts';

const auth = await fakeAuth();
auth.publish('good');
const verify = createTokenVerifier({ keys: createKeySource(auth.jwksUrl), issuer: ISSUER, audience: AUDIENCE });

afterEach(() => vi.useRealTimers());

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hs256 = (key: string) =>
  jsonwebtoken.sign(goodClaims(), key, { algorithm: 'HS256', header: { alg: 'HS256', typ: 'at+jwt', kid: 'good' } });
const own = newPair();
const withOwnKey = (header: object) =>
  jsonwebtoken.sign(goodClaims(), own.privateKey, { header: { alg: 'RS256', typ: 'at+jwt', kid: 'good', ...header } });
const now = () => Math.floor(Date.now() / 1000);

const forgeries: [string, () => string][] = [
  ['algorithm none', () => `${part({ alg: 'none', typ: 'at+jwt', kid: 'good' })}.${part(goodClaims())}.`],
  ['HS256 with the public key', () => hs256(String(auth.publicKeyOf('good')?.export({ type: 'spki', format: 'pem' })))],
  ['its own key as jwk', () => withOwnKey({ jwk: own.publicKey.export({ format: 'jwk' }) })],
  ['its own keys at a jku', () => withOwnKey({ jku: `${auth.origin}/evil.json`, kid: 'evil' })],
  ['its own certificate at an x5u', () => withOwnKey({ x5u: `${auth.origin}/evil.pem` })],
  ['an unknown key id', () => auth.sign('unknown', goodClaims())],
  ['a path as key id', () => auth.sign('good', goodClaims(), { kid: '../../../../dev/null' })],
  ['SQL as key id', () => auth.sign('good', goodClaims(), { kid: "x' union select 'key" })],
  ['no signature', () => `${auth.sign('good', goodClaims()).split('.').slice(0, 2).join('.')}.`],
  ['a foreign issuer', () => auth.sign('good', goodClaims(3_600, { iss: 'https://evil.test' }))],
  ['a foreign audience', () => auth.sign('good', goodClaims(3_600, { aud: `${AUDIENCE}-staff` }))],
  ['a beginning to come', () => auth.sign('good', goodClaims(3_600, { nbf: now() + 60 }))],
  ['the use of a refresh token', () => auth.sign('good', goodClaims(3_600, { token_use: 'refresh' }))],
  ['the type of a refresh token', () => auth.sign('good', goodClaims(), { typ: 'rt+jwt' })],
  ['no role', () => auth.sign('good', goodClaims(3_600, { role: undefined }))],
  ['a role of its own', () => auth.sign('good', goodClaims(3_600, { role: 'root' }))],
  ['no end', () => auth.sign('good', goodClaims(3_600, { exp: undefined }))],
];

test.each(forgeries)('S01: a token with %s is INVALID_TOKEN', async (_what, forge) => {
  await expect(verify(forge())).rejects.toMatchObject({ kind: 'unauthenticated', code: 'INVALID_TOKEN' });
});

test('S01: keys that a token names itself are never fetched', async () => {
  await verify(auth.sign('good', goodClaims()));
  const before = auth.state.asked;
  await expect(verify(withOwnKey({ jku: `${auth.origin}/evil.json` }))).rejects.toThrow();
  await expect(verify(withOwnKey({ x5u: `${auth.origin}/evil.pem` }))).rejects.toThrow();
  expect(auth.state.asked).toBe(before);
});

test('S02: clocks may differ by 30 seconds and no more, also for a token that was seen before', async () => {
  const token = auth.sign('good', goodClaims(60));
  expect(await verify(token)).toMatchObject({ role: 'consumer' });
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 89_000);
  expect(await verify(token)).toMatchObject({ role: 'consumer' });
  vi.setSystemTime(Date.now() + 3_000);
  await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  await expect(verify(auth.sign('good', goodClaims(-31)))).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  expect(await verify(auth.sign('good', goodClaims(3_600, { nbf: now() + 29 })))).toBeDefined();
});

test('S03: a key that is withdrawn takes the tokens along that were verified with it', async () => {
  auth.publish('stolen');
  const verifier = createTokenVerifier({ keys: createKeySource(auth.jwksUrl), issuer: ISSUER, audience: AUDIENCE });
  const token = auth.sign('stolen', goodClaims());
  expect(await verifier(token)).toBeDefined();
  auth.withdraw('stolen');
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 301_000);
  await verifier(token);
  await vi.waitFor(() => expect(verifier(token)).rejects.toMatchObject({ code: 'INVALID_TOKEN' }));
});

import { createHash, generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import type { RingKey } from '../domain/key-rotation.ts';

const date = z.iso.datetime({ offset: true }).optional();

const jwk = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  published_at: date,
  signing_since: date,
  retired_at: date,
});
const keysFile = z.object({ keys: z.array(jwk).min(1) });
export type PrivateJwk = z.infer<typeof jwk>;

export interface FiledKey extends RingKey {
  jwk: PrivateJwk;
}

const BITS = 2_048;
const KID_LENGTH = 16;

/** The keys of a `JWT_PRIVATE_KEYS_FILE`; throws when it is none. What it throws may quote the file: it is for no log. */
export function readKeys(text: string): FiledKey[] {
  const { keys } = keysFile.parse(JSON.parse(text));
  return keys.map((key) => ({
    kid: key.kid,
    publishedAt: dateOf(key.published_at),
    signingSince: dateOf(key.signing_since),
    retiredAt: dateOf(key.retired_at),
    jwk: key,
  }));
}

export function writeKeys(keys: FiledKey[]): string {
  const written = keys.map(({ jwk: key, publishedAt, signingSince, retiredAt }) => ({
    ...key,
    published_at: publishedAt?.toISOString(),
    signing_since: signingSince?.toISOString(),
    retired_at: retiredAt?.toISOString(),
  }));
  return `${JSON.stringify({ keys: written }, null, 2)}\n`;
}

/** A new key, named by a hash of itself. */
export function newKey(dates: Omit<RingKey, 'kid'>): FiledKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: BITS });
  const material = privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(material.n)).digest('base64url').slice(0, KID_LENGTH);
  return { ...dates, kid, jwk: jwk.parse({ ...material, kid, alg: 'RS256', use: 'sig' }) };
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { KeySource } from '@campus/auth/key-source';
import { z } from 'zod';

const MIN_MODULUS_BITS = 2_048;

const keysFile = z.object({
  keys: z
    .array(
      z.looseObject({ kty: z.literal('RSA'), kid: z.string().min(1), d: z.string(), n: z.string(), e: z.string() }),
    )
    .min(1),
});

interface PublicJwk {
  kty: 'RSA';
  use: 'sig';
  alg: 'RS256';
  kid: string;
  n: string;
  e: string;
}

export interface SigningKeys {
  /** The first of the file signs; the others verify until the tokens they signed are gone. */
  current: { kid: string; key: KeyObject };
  published: PublicJwk[];
  findPublic(kid: string): KeyObject | undefined;
  /** For verifying access tokens without asking ourselves over HTTP. */
  source: KeySource;
}

/** Reads the text of `JWT_PRIVATE_KEYS_FILE`; throws when it is not a set of RSA private keys of at least 2048 bits. */
export function parseSigningKeys(text: string): SigningKeys {
  const { keys } = keysFile.parse(JSON.parse(text));
  const loaded = keys.map((jwk) => ({ kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) }));
  if (loaded.some(({ key }) => (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_MODULUS_BITS)) {
    throw new Error('a key is too short');
  }
  const publicKeys = new Map(loaded.map(({ kid, key }) => [kid, createPublicKey(key)]));
  const [current] = loaded;
  if (!current || publicKeys.size !== loaded.length) throw new Error('two keys have the same kid');
  const findPublic = (kid: string) => publicKeys.get(kid);
  return {
    current,
    published: keys.map(({ kid, n, e }) => ({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e })),
    findPublic,
    source: { find: async (kid) => findPublic(kid) },
  };
}

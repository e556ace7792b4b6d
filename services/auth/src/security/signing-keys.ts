import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { isPublished } from '../domain/key-rotation.ts';
import { type FiledKey, readKeys } from './keys-file.ts';

const MIN_MODULUS_BITS = 2_048;
const PROBE = Buffer.from('probe');

interface PublicJwk {
  kty: 'RSA';
  use: 'sig';
  alg: 'RS256';
  kid: string;
  n: string;
  e: string;
}

export interface SigningKeys {
  /** The first of the file signs; the others are the next one, or verify until the tokens they signed are gone. */
  current: { kid: string; key: KeyObject; signingSince: Date | undefined };
  /** The public halves that consumers need at this moment. */
  published(now: Date): PublicJwk[];
  /** Of every key of the file: a refresh token lives longer than its key is published. */
  findPublic(kid: string): KeyObject | undefined;
}

/** Reads the text of `JWT_PRIVATE_KEYS_FILE`; throws when it is not a set of RSA private keys of at least 2048 bits that work. */
export function parseSigningKeys(text: string): SigningKeys {
  const filed = readKeys(text);
  const loaded = filed.map(loadKey);
  const publicKeys = new Map(loaded.map(({ kid, publicKey }) => [kid, publicKey]));
  const [current] = loaded;
  if (!current || publicKeys.size !== loaded.length) throw new Error('two keys have the same kid');
  return {
    current: { kid: current.kid, key: current.privateKey, signingSince: filed[0]?.signingSince },
    published: (now) => filed.filter((key, position) => isPublished(key, position, now)).map(publicHalf),
    findPublic: (kid) => publicKeys.get(kid),
  };
}

function loadKey({ kid, jwk }: FiledKey) {
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  if ((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_MODULUS_BITS) throw new Error('a key is too short');
  const publicKey = createPublicKey(privateKey);
  // A key whose numbers do not belong together is read without complaint, and what it signs is refused everywhere.
  if (!verify('sha256', PROBE, publicKey, sign('sha256', PROBE, privateKey))) throw new Error('a key does not work');
  return { kid, privateKey, publicKey };
}

function publicHalf({ kid, jwk: { n, e } }: FiledKey): PublicJwk {
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e };
}

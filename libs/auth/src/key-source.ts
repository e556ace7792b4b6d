import { createPublicKey, type KeyObject } from 'node:crypto';
import { unavailable } from '@campus/errors/app-error';
import { z } from 'zod';

const jwks = z.object({
  keys: z.array(z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() })),
});

export interface KeySource {
  /** The public key with this id, or undefined. Throws 503 when the set was never fetched and cannot be now. */
  find(kid: string): Promise<KeyObject | undefined>;
}

const FETCH_TIMEOUT_MS = 2_000;
const PAUSE_BETWEEN_FETCHES_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const MAX_AGE_MS = 5 * 60_000;

/**
 * The signing keys at `url`, fetched when first needed, again every five minutes, and for an unknown `kid` at most once in
 * 30 s, so that invented ids cannot flood auth (S03). While auth is down the keys known so far go on working.
 */
export function createKeySource(url: string): KeySource {
  let keys = new Map<string, KeyObject>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const refresh = () => {
    running ??= fetchKeys(url)
      .then((fresh) => {
        keys = fresh;
        fetchedAt = Date.now();
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    async find(kid) {
      const age = Date.now() - fetchedAt;
      const wanted = age > MAX_AGE_MS || (!keys.has(kid) && age > PAUSE_BETWEEN_FETCHES_MS);
      if (wanted && Date.now() - failedAt > PAUSE_AFTER_FAILURE_MS) {
        await refresh().catch((error: unknown) => {
          failedAt = Date.now();
          if (keys.size === 0) throw unavailable('Sign-in keys are not reachable at the moment.', error);
        });
      }
      if (keys.size === 0) throw unavailable('Sign-in keys are not reachable at the moment.');
      return keys.get(kid);
    },
  };
}

async function fetchKeys(url: string): Promise<Map<string, KeyObject>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`JWKS answered ${response.status}`);
  const { keys } = jwks.parse(await response.json());
  return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
}

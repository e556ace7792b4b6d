import { createPublicKey, type KeyObject } from 'node:crypto';
import { unavailable } from '@campus/errors/app-error';
import { z } from 'zod';

const jwks = z.object({
  keys: z.array(z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() })),
});

export interface KeySource {
  /** The public key with this id, or undefined. Throws 503 when whether there is one cannot be found out. */
  find(kid: string): Promise<KeyObject | undefined>;
}

const FETCH_TIMEOUT_MS = 2_000;
const PAUSE_BETWEEN_FETCHES_MS = 30_000;
const PAUSE_BEFORE_FIRST_SUCCESS_MS = 1_000;
const MAX_AGE_MS = 5 * 60_000;

/**
 * The signing keys at `url`, fetched when first needed, again every five minutes while the known ones go on working, and for an
 * unknown `kid` at most once in 30 s, so that invented ids cannot flood auth (S03). While auth is down the keys known so far go on.
 */
export function createKeySource(url: string): KeySource {
  const state: { keys: Map<string, KeyObject>; freshAt: number; askedAt: number; failure?: unknown } = {
    keys: new Map(),
    freshAt: Number.NEGATIVE_INFINITY,
    askedAt: Number.NEGATIVE_INFINITY,
  };
  let running: Promise<void> | undefined;

  async function ask(): Promise<void> {
    state.askedAt = Date.now();
    try {
      state.keys = await fetchKeys(url);
      state.freshAt = Date.now();
      delete state.failure;
    } catch (error) {
      state.failure = error;
    }
  }

  function refresh(): Promise<void> {
    running ??= ask().finally(() => {
      running = undefined;
    });
    return running;
  }

  const pause = () => (state.keys.size === 0 ? PAUSE_BEFORE_FIRST_SUCCESS_MS : PAUSE_BETWEEN_FETCHES_MS);
  const mayAsk = () => Date.now() - state.askedAt > pause();

  return {
    async find(kid) {
      const known = state.keys.get(kid);
      if (known) {
        // Nobody waits for news about a key that is known.
        if (Date.now() - state.freshAt > MAX_AGE_MS && mayAsk()) void refresh();
        return known;
      }
      if (running || mayAsk()) await refresh();
      if (state.keys.size === 0 || state.failure !== undefined) {
        throw unavailable('Sign-in keys are not reachable at the moment.', state.failure);
      }
      return state.keys.get(kid);
    },
  };
}

async function fetchKeys(url: string): Promise<Map<string, KeyObject>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`JWKS answered ${response.status}`);
  const { keys } = jwks.parse(await response.json());
  return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
}

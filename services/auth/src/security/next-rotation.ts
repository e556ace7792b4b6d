import { readFileSync } from 'node:fs';
import { ConfigurationFault } from '@campus/config/read-config';
import { advance, PUBLISHED_BEFORE_SIGNING_MS, requireSense, type Step } from '../domain/key-rotation.ts';
import { type FiledKey, newKey, readKeys, writeKeys } from './keys-file.ts';
import { parseSigningKeys } from './signing-keys.ts';

const DAY_MS = 86_400_000;

export interface RotationWish {
  /** A key that has signed for less than this stays. */
  minAgeDays: number;
  /** Somebody else may have the keys: all go at once. */
  compromised: boolean;
  now: Date;
}

export interface Rotation {
  /** The whole file afterwards. */
  text: string;
  changed: boolean;
  /** What was done and what comes next, for the operator. */
  report: string[];
}

/** The next step for the file at `path`; nothing is written. Throws a `ConfigurationFault` that says in one sentence what is wrong. */
export function nextRotation(path: string, wish: RotationWish): Rotation {
  const { text, keys } = keysAt(path, wish.now);
  const { keys: ring, report } = wish.compromised ? replaceAll(keys, wish.now) : takeStep(keys, wish);
  const rotated = writeKeys(ring);
  const changed = rotated !== writeKeys(keys);
  return { text: changed ? rotated : text, changed, report };
}

function keysAt(path: string, now: Date): { text: string; keys: FiledKey[] } {
  const text = textAt(path);
  try {
    parseSigningKeys(text);
  } catch {
    throw new ConfigurationFault(`${path} is no file of signing keys: {"keys": [RSA private JWK with kid]}.`);
  }
  const keys = readKeys(text);
  try {
    requireSense(keys, now);
  } catch (error) {
    throw error instanceof RangeError ? new ConfigurationFault(`${path}: ${error.message}`) : error;
  }
  return { text, keys };
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new ConfigurationFault(`${path} cannot be read (${reason}).`);
  }
}

function takeStep(keys: FiledKey[], { minAgeDays, now }: RotationWish): { keys: FiledKey[]; report: string[] } {
  const { ring, removed, step } = advance(keys, { now, minAgeMs: minAgeDays * DAY_MS });
  const gone = removed.map((kid) => `Key ${kid} is removed: the last token it signed has expired.`);
  if (step.kind !== 'publish') return { keys: ring, report: [...gone, sentenceOf(step, ring)] };
  const next = newKey({ publishedAt: now });
  const from = minute(new Date(now.getTime() + PUBLISHED_BEFORE_SIGNING_MS));
  const told = `Key ${next.kid} is published from now on and does not sign yet. Run this again after ${from} to let it sign.`;
  return { keys: [...ring, next], report: [...gone, told] };
}

function replaceAll(keys: FiledKey[], now: Date): { keys: FiledKey[]; report: string[] } {
  const only = newKey({ publishedAt: now, signingSince: now });
  const report = [
    `Key ${only.kid} signs from now on; ${keys.map(({ kid }) => kid).join(', ')} are worth nothing. Everybody has to sign in again.`,
    'Services forget the old keys within five minutes; restart the gateway and the services to make it sooner.',
  ];
  return { keys: [only], report };
}

function sentenceOf(step: Exclude<Step, { kind: 'publish' }>, [signing]: FiledKey[]): string {
  if (step.kind === 'promote') {
    return `Key ${step.kid} signs from now on. Key ${step.retires} goes on verifying; run this again in 31 days or later to remove it.`;
  }
  if (step.for === 'publication') {
    return `Nothing to do yet: the next key was published too recently to be known everywhere. Run this again after ${minute(step.until)}.`;
  }
  return `Nothing to do: key ${signing?.kid} signs and is young. It may be replaced after ${minute(step.until)} (--min-age-days).`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

import type { Answer, Caller, Identity, Request } from '../people/caller.ts';
import type { Place } from './place.ts';

/** What a feature can do without for a while, by what its user then does not see in time. */
export type Missing = 'code' | 'fresh menu' | 'checkout' | 'confirmation' | 'mark on the order' | 'news' | 'tickets';

export interface Refusal {
  /** Of HTTP, or the close code of a socket; undefined when nothing was heard. */
  status: number | undefined;
  code: string | undefined;
  retryAfter: string | undefined;
}

/** What came of using a feature once. */
export type Visit =
  | { outcome: 'works' }
  /** `comes` looks whether what was missed has come. */
  | { outcome: 'degraded'; misses: Missing; comes: () => Promise<boolean> }
  | { outcome: 'unavailable'; refusal: Refusal }
  /** An answer that nobody understands, or none where one must be. */
  | { outcome: 'broken'; why: string };

/** A visit, and the longest that the visitor waited for one answer. */
export interface Visited {
  visit: Visit;
  slowestMs: number;
}

/** How long somebody looks for what has no answer to wait for: a code, a change on a screen. */
export const NEWS_MS = 3_000;
export const WORKS: Visit = { outcome: 'works' };

export class Refused extends Error {
  readonly refusal: Refusal;

  constructor({ status, code, headers }: Pick<Answer, 'status' | 'code' | 'headers'>) {
    super(`refused: ${status ?? 'no answer'} ${code}`);
    this.refusal = { status, code, retryAfter: headers?.get('retry-after') ?? undefined };
  }
}

/** Uses a feature once, as somebody would who is at this place. */
export async function visit(use: (place: Place) => Promise<Visit>, place: Place): Promise<Visited> {
  const waits: number[] = [];
  const call: Caller = async (identity, request) => {
    const answer = await place.call(identity, request);
    waits.push(answer.ms);
    return answer;
  };
  const came = await use({ ...place, call, waited: (ms) => void waits.push(ms) }).catch(asVisit);
  return { visit: came, slowestMs: Math.max(0, ...waits) };
}

function asVisit(error: unknown): Visit {
  if (error instanceof Refused) return { outcome: 'unavailable', refusal: error.refusal };
  return { outcome: 'broken', why: String(error) };
}

/** The answer, when it is a good one. */
export async function granted(call: Caller, identity: Identity, request: Request): Promise<Answer> {
  const answer = await call(identity, request);
  if (answer.phase !== 'ok') throw new Refused(answer);
  return answer;
}

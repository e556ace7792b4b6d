import type { Expectation } from './resiliency-matrix.ts';
import type { Refusal, Visited } from './visit.ts';

/** The longest that anybody waits for an answer, good or bad. */
export const LONGEST_ANSWER_MS = 3_000;
/** Retry-After in whole seconds, such that a client comes back while somebody still waits. */
const RETRY_AFTER = /^[1-9]\d?$/;
const LATE = /^an answer took \d+ ms$/;

/** Whether the only reason to complain is how long it took. */
export function isOnlyLate(complaints: string[]): boolean {
  return complaints.length > 0 && complaints.every((one) => LATE.test(one));
}

/** What of a visit is not as the matrix says, in words; nothing when all is. */
export function complaints(expected: Expectation, { visit, slowestMs }: Visited): string[] {
  const late = slowestMs > LONGEST_ANSWER_MS ? [`an answer took ${Math.round(slowestMs)} ms`] : [];
  if (expected.kind !== visit.outcome) return [`${inShort(visit)} instead of ${expected.kind}`, ...late];
  if (expected.kind === 'degraded' && visit.outcome === 'degraded' && expected.misses !== visit.misses)
    return [`the ${visit.misses} is missed instead of the ${expected.misses}`, ...late];
  if (expected.kind === 'unavailable' && visit.outcome === 'unavailable')
    return [...aboutRefusal(expected, visit.refusal), ...late];
  return late;
}

function aboutRefusal(expected: { status: number; code: string }, { status, code, retryAfter }: Refusal): string[] {
  const found: string[] = [];
  if (status !== expected.status) found.push(`status ${status ?? 'none'} instead of ${expected.status}`);
  if (code !== expected.code) found.push(`code ${code ?? 'none'} instead of ${expected.code}`);
  const isHttp = expected.status < 1_000;
  if (isHttp && !RETRY_AFTER.test(retryAfter ?? '')) found.push(`Retry-After: ${retryAfter ?? 'none'}`);
  return found;
}

function inShort(visit: Visited['visit']): string {
  if (visit.outcome === 'degraded') return `degraded (without the ${visit.misses})`;
  if (visit.outcome === 'works') return 'works';
  if (visit.outcome === 'broken') return `broken (${visit.why})`;
  const { status, code } = visit.refusal;
  return `unavailable (${status ?? 'no answer'} ${code})`;
}

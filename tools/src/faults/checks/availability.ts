import type { Call, Operation } from '../ledger/entry.ts';
import type { Works } from '../matrix/fault.ts';
import { LONGEST_RECOVERY_MS } from '../matrix/fault-matrix.ts';
import type { Recovery } from '../schedule/recover.ts';
import { type Verdict, verdict } from './verdict.ts';

/** A time in which some things had to go on. */
export interface Window {
  name: string;
  from: number;
  until: number;
  works: Works;
  /** Of the time between faults there is nothing to recover from. */
  recovery: Recovery | undefined;
}

/** How one window went, for the report. */
export interface Availability {
  name: string;
  from: number;
  seconds: number;
  /** Answered calls of every operation per second. */
  goodput: number;
  asked: number;
  unanswered: number;
  p99Ms: number;
  /** What failed, by operation and code. */
  failures: Record<string, number>;
}

// The platform may take three seconds to refuse; two more for a machine of two cores that runs everything there is.
const LONGEST_P99_MS = 5_000;
// Of two samples one is the 99th percentile.
const FEWEST_SAMPLES = 100;

/** I11: of each window the share of the calls that had to go on and were answered, their p99, and the recovery. */
export function checkAvailability(calls: Call[], windows: Window[]): { verdict: Verdict; windows: Availability[] } {
  const seen = windows.map((window) => ({ window, ...availabilityOf(calls, window) }));
  const recoveries = windows.flatMap(({ recovery }) => (recovery && 'ms' in recovery ? [recovery.ms] : []));
  const figures = {
    windows: windows.length,
    'calls that had to be answered': seen.reduce((sum, { asked }) => sum + asked, 0),
    'not answered': seen.reduce((sum, { unanswered }) => sum + unanswered, 0),
    'longest recovery (s)': Math.max(0, ...recoveries) / 1_000,
  };
  const violations = seen.flatMap(({ window, ...went }) => [...tooFew(window, went), ...tooLate(window)]);
  return { verdict: verdict('I11', { figures, violations }), windows: seen.map(({ window: _, ...went }) => went) };
}

function availabilityOf(calls: Call[], { name, from, until, works, recovery }: Window): Availability {
  const within = calls.filter((call) => isWithin(call, { from, until, recovery }));
  const needed = within.filter(({ operation }) => works.operations.includes(operation));
  const [unanswered, told] = [needed.filter((call) => !isAnswered(call)), needed.filter(isAnswered)];
  const seconds = Math.max(0.001, (until - from) / 1_000);
  const answered = within.filter(({ outcome }) => outcome?.phase === 'ok').length;
  return {
    name,
    from,
    seconds,
    goodput: Math.round((answered / seconds) * 10) / 10,
    asked: needed.length,
    unanswered: unanswered.length,
    // Who got no answer is counted for that: a frozen process keeps what it had in hand until its callers give up.
    p99Ms: quantile(
      told.flatMap(({ outcome }) => outcome?.ms ?? []),
      0.99,
    ),
    failures: countBy(unanswered.map(({ operation, outcome }) => nameOf(operation, outcome))),
  };
}

function isAnswered({ outcome }: Call): boolean {
  return outcome?.phase === 'ok' || outcome?.phase === 'fail';
}

/** Begun in it; of a calm time also ended in it, because the next fault may have met the last calls. */
function isWithin(
  { at, outcome }: Call,
  { from, until, recovery }: Pick<Window, 'from' | 'until' | 'recovery'>,
): boolean {
  const ended = outcome !== undefined && outcome.at < until;
  return at >= from && at < until && (recovery !== undefined || ended);
}

function nameOf(operation: Operation, outcome: Call['outcome']): string {
  return `${operation}: ${outcome?.status ?? 'no answer'} ${outcome?.code ?? ''}`.trim();
}

function tooFew({ name, works, recovery }: Window, { asked, unanswered, failures, p99Ms }: Availability): string[] {
  const allowed = Math.ceil((1 - works.floor) * asked);
  const isUnproven = recovery !== undefined && works.operations.length > 0 && asked === 0;
  const list = Object.entries(failures).map(([what, count]) => `${count} × ${what}`);
  return [
    ...(isUnproven ? [`${name}: nobody asked for ${works.operations.join(', ')}: it proves nothing`] : []),
    ...(unanswered > allowed
      ? [`${name}: ${unanswered} of ${asked} not answered, ${allowed} may be: ${list.join(', ')}`]
      : []),
    ...(asked >= FEWEST_SAMPLES && p99Ms > (works.p99Ms ?? LONGEST_P99_MS) ? [`${name}: p99 ${p99Ms} ms`] : []),
  ];
}

function tooLate({ name, recovery }: Window): string[] {
  if (!recovery) return [];
  if ('missing' in recovery) return [`${name}: never recovered: ${recovery.missing}`];
  return recovery.ms > LONGEST_RECOVERY_MS ? [`${name}: recovered after ${recovery.ms / 1_000} s`] : [];
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

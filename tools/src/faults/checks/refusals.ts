import type { Call } from '../ledger/entry.ts';
import type { Window } from './availability.ts';
import type { Verdict } from './verdict.ts';

/** A time with what was said about it. */
type Bounded = Pick<Window, 'name' | 'from' | 'works'>;

// A free connection of a pool is waited for so long (libs/database), and nothing else for longer unless the row says so.
const LONGEST_REFUSAL_MS = 4_000;
// Of a machine of two cores that runs everything there is.
const MACHINE_MS = 1_000;
// A process that just starts, or a machine that does something else for a second, is late with a few.
const FEW = 1 / 20;

/**
 * I11: whoever the platform cannot serve is told so by a 503, with when to come again, and in time, but for one in twenty. `windows` are in their order;
 * each lasts until the next begins. Where a row promises a bound of its own, silence breaks it as a late answer does.
 */
export function checkRefusals(calls: Call[], windows: Bounded[]): Pick<Verdict, 'figures' | 'violations'> {
  const refused = calls.filter(({ outcome }) => (outcome?.status ?? 0) >= 500);
  const silent = calls.filter(({ outcome }) => outcome !== undefined && outcome.status === undefined);
  const late = [
    ...refused.filter((call) => isLate(call, boundOf(call, windows).ms)),
    ...silent.filter((call) => {
      const { ms, isPromised } = boundOf(call, windows);
      return isPromised && isLate(call, ms);
    }),
  ];
  const isSystematic = late.length > FEW * refused.length;
  const told = refused.filter(({ outcome }) => outcome?.status === 503);
  return {
    figures: {
      'refused with 503': told.length,
      'too late': late.length,
      'latest refusal (s)': secondsOf(Math.max(0, ...told.map(msOf))),
    },
    violations: [
      ...refused.filter((call) => !told.includes(call)).map((call) => `${nameOf(call, windows)}, and no 503`),
      ...told
        .filter(({ outcome }) => !(Number(outcome?.retryAfter) > 0))
        .map((call) => `${nameOf(call, windows)} without Retry-After`),
      ...(isSystematic ? late : []).map((call) => {
        const bound = secondsOf(boundOf(call, windows).ms);
        return `${nameOf(call, windows)} after ${secondsOf(msOf(call))} s, ${bound} s are allowed`;
      }),
    ],
  };
}

/** What holds for a call that met more than one time is the most patient of them; a promise holds only for calls that met nothing else. */
function boundOf(call: Call, windows: Bounded[]): { ms: number; isPromised: boolean } {
  const met = metBy(call, windows).map(({ works }) => works.refusedWithinMs);
  const isPromised = met.length > 0 && met.every((bound) => Number.isFinite(bound));
  return {
    ms: Math.max(...met.map((bound) => bound ?? LONGEST_REFUSAL_MS), met.length ? 0 : LONGEST_REFUSAL_MS),
    isPromised,
  };
}

function metBy(call: Call, windows: Bounded[]): Bounded[] {
  const until = call.at + msOf(call);
  return windows.filter(({ from }, index) => from <= until && (windows[index + 1]?.from ?? Infinity) > call.at);
}

function isLate(call: Call, boundMs: number): boolean {
  return msOf(call) > boundMs + MACHINE_MS;
}

function msOf({ outcome }: Call): number {
  return outcome?.ms ?? 0;
}

function secondsOf(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function nameOf(call: Call, windows: Bounded[]): string {
  const when = metBy(call, windows)[0]?.name ?? 'before the first fault';
  const { operation, method, path, outcome } = call;
  return `${when}: ${operation} (${method} ${path}): ${outcome?.status ?? 'no answer'} ${outcome?.code ?? ''}`.trim();
}

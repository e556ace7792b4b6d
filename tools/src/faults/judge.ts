import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditReport } from '../audit/report.ts';
import { type Availability, checkAvailability, type Window } from './checks/availability.ts';
import { checkDeliveries } from './checks/deliveries.ts';
import { doubledEffects, type Excuse } from './checks/effects.ts';
import { withEvidence } from './checks/evidence.ts';
import { auditedPart } from './checks/from-audit.ts';
import { checkOwnOrdersOnly } from './checks/own-orders-only.ts';
import { checkPlacedOnce } from './checks/placed-once.ts';
import { checkProcesses, type Holding } from './checks/processes.ts';
import { checkRefusals } from './checks/refusals.ts';
import { overfullRushes } from './checks/rushes.ts';
import { strayScreens } from './checks/screens-converge.ts';
import { checkSignedOut } from './checks/signed-out.ts';
import { changedTotals } from './checks/totals.ts';
import { type InvariantId, type Verdict, verdict } from './checks/verdict.ts';
import { callsOf } from './ledger/entry.ts';
import type { Ledger } from './ledger/ledger.ts';
import { NOTHING, UNBOUNDED, type Works, without } from './matrix/fault.ts';
import type { RunningParty } from './people/start-party.ts';
import type { Blow } from './schedule/plan.ts';
import type { Chronicle, Played } from './schedule/run-episodes.ts';
import { auditAtLast } from './world/audit-at-last.ts';
import { readEffects } from './world/effects.ts';
import { countDatabaseConnections, readHoldings } from './world/holdings.ts';
import { unhandledIn } from './world/logs.ts';
import { clearPoison } from './world/poison.ts';
import { revive } from './world/revive.ts';
import { readStored } from './world/stored.ts';

/** What the platform held before the first fault. */
export interface Baseline {
  holdings: Record<string, Holding>;
  databaseConnections: number;
}

export interface Judgement {
  verdicts: Verdict[];
  windows: Availability[];
  calls: number;
}

interface Evidence {
  running: RunningParty;
  ledger: Ledger;
  chronicle: Chronicle;
  baseline: Baseline;
}

const SCREENS_MS = 2_000;
/** What can hide from notification what a provider answered. */
const HIDES_ANSWERS = ['notification', 'postgres', 'push', 'sandbox'];

/** Sends everybody home, waits until the system is quiet and holds it against all fourteen invariants. */
export async function judge({ running, ledger, chronicle, baseline }: Evidence): Promise<Judgement> {
  const { party, left } = running;
  await running.goHome();
  const { poisoned, stage, screens } = party;
  const unparked = await clearPoison(stage, poisoned);
  const audit = await auditAtLast(party);
  await sleep(SCREENS_MS);
  const revivals = await revive(party, left);
  const stored = await readStored(stage);
  const effects = await readEffects(party.provider);
  const calls = callsOf(ledger.entries);
  const windows = windowsOf(chronicle.played);
  const availability = checkAvailability(calls, windows);
  const refusals = checkRefusals(calls, windows);
  const told = doubledEffects(effects, chronicle.played.filter(hidesAnswers).map(excuseOf));
  const stray = strayScreens({ ...screens, screens: screens.orders, ...stored });
  screens.close();
  await sleep(SCREENS_MS);
  const after = readHoldings(stage);
  const connections = { before: baseline.databaseConnections, after: await countDatabaseConnections(stage) };
  const effectFigures = { 'pushes and SMS': effects.length, 'copies after a lost answer': told.excused };
  const screenFigures = { 'order screens': screens.orders.length, 'frames in the kitchen': screens.kitchen.length };
  const verdicts = [
    joined('I1', audit),
    joined('I2', audit),
    joined('I3', audit, { figures: { rushes: party.rushes.length }, violations: overfullRushes(party.rushes) }),
    checkPlacedOnce(calls, stored.orders),
    joined('I5', audit, { figures: effectFigures, violations: told.violations }),
    joined('I6', audit),
    checkOwnOrdersOnly(calls),
    joined('I8', audit, { violations: changedTotals(calls, stored.orders) }),
    joined('I9', audit, { figures: { poison: poisoned.size, 'sent again': party.resent }, violations: unparked }),
    joined('I10', audit, { figures: screenFigures, violations: stray }),
    joined('I11', audit, {
      figures: { ...availability.verdict.figures, ...refusals.figures },
      violations: [...troubles(chronicle.played), ...availability.verdict.violations, ...refusals.violations],
    }),
    checkProcesses({
      deaths: stage.fleet.deaths,
      unhandled: unhandledIn(stage.directory),
      before: baseline.holdings,
      after,
      databaseConnections: connections,
    }),
    checkSignedOut(revivals),
    checkDeliveries(stored.orders, stored.assignments),
  ];
  return { verdicts: verdicts.map(withEvidence), windows: availability.windows, calls: calls.length };
}

function joined(
  id: InvariantId,
  audit: AuditReport,
  own: { figures?: Verdict['figures']; violations: string[] } = { violations: [] },
): Verdict {
  const { figures, violations } = auditedPart(id, audit);
  return verdict(id, { figures: { ...figures, ...own.figures }, violations: [...violations, ...own.violations] });
}

/** The time of each fault, and the calm between recovery and the next fault, in which nothing at all may fail. */
function windowsOf(played: Played[]): Window[] {
  const faults = played.map(({ name, injectedAt, healedAt, recovery, episode: { blows } }) => {
    return { name, from: injectedAt, until: healedAt, works: worksUnder(blows), recovery };
  });
  const calm = played.flatMap(({ name, healedAt, recovery }, index) => {
    const next = played[index + 1];
    if (!next || !('ms' in recovery)) return [];
    const works = { operations: without(), floor: 0.99 };
    return [
      { name: `calm after ${name}`, from: healedAt + recovery.ms, until: next.injectedAt, works, recovery: undefined },
    ];
  });
  return [...faults, ...calm].sort((one, other) => one.from - other.from);
}

/** What two faults at a time leave working is nobody's promise; they wait as long as either lets them. */
function worksUnder(blows: Blow[]): Works {
  const [only, ...others] = blows.map(({ fault, victim }) => fault.works(victim));
  if (only && others.length === 0) return only;
  const isUnbounded = [only, ...others].some((works) => works?.refusedWithinMs === UNBOUNDED);
  return { ...NOTHING, ...(isUnbounded && { refusedWithinMs: UNBOUNDED }) };
}

function hidesAnswers({ episode: { blows } }: Played): boolean {
  return blows.some(({ fault, victim }) => fault.touches(victim).some((part) => HIDES_ANSWERS.includes(part)));
}

// What was not injected or healed as planned proves nothing, and neither does a run without any fault.
function troubles(played: Played[]): string[] {
  if (played.length === 0) return ['no fault was injected: it proves nothing'];
  return played.flatMap(({ name, trouble }) => trouble.map((what) => `${name}: not as it should be: ${what}`));
}

function excuseOf({ injectedAt, healedAt }: Played): Excuse {
  return { from: injectedAt, until: healedAt };
}

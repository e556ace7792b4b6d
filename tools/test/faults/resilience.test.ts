import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '@campus/testing/random';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/faults/ledger/ledger.ts';
import { LONGEST_RECOVERY_MS } from '../../src/faults/matrix/fault-matrix.ts';
import { callerTo } from '../../src/faults/people/caller.ts';
import { providerDeskAt } from '../../src/faults/people/provider-desk.ts';
import { dishesOfTheDay, signInTheStaff } from '../../src/faults/people/start-party.ts';
import { complaints, isOnlyLate } from '../../src/faults/resilience/complaints.ts';
import { DEPENDENCIES, DEPENDENCY_NAMES, type Dependency } from '../../src/faults/resilience/dependencies.ts';
import { FEATURE_NAMES, FEATURES, type FeatureName, within } from '../../src/faults/resilience/features.ts';
import { welcome } from '../../src/faults/resilience/guest.ts';
import type { Guest, Place } from '../../src/faults/resilience/place.ts';
import { expectationOf, inWords } from '../../src/faults/resilience/resiliency-matrix.ts';
import { type Visited, visit } from '../../src/faults/resilience/visit.ts';
import { openStage, type Stage } from '../../src/faults/stage/open-stage.ts';
import { ROOT, readSettings } from '../../src/platform/settings.ts';

// One platform for all columns; in each everybody uses everything at once, from the moment the dependency is away.
const undos: (() => Promise<unknown>)[] = [];
let stage: Stage;
let hall: Omit<Place, 'guest'>;

beforeAll(async () => {
  const localDirectory = await mkdtemp(join(tmpdir(), 'campus-resilience-'));
  undos.push(() => rm(localDirectory, { recursive: true, force: true }));
  await mkdir(join(localDirectory, 'logs'));
  const settings = { ...readSettings({}), root: ROOT, localDirectory };
  stage = await openStage({
    settings,
    before: undefined,
    onStop: (undo) => undos.push(undo),
    tell: () => undefined,
  });
  const ledger = openLedger(join(localDirectory, 'ledger.jsonl'));
  undos.push(ledger.close);
  const call = callerTo(stage.gateway, ledger);
  const staff = await signInTheStaff(stage, call);
  hall = {
    gateway: stage.gateway,
    call,
    provider: providerDeskAt(stage.sandbox),
    staff,
    secrets: stage.secrets,
    dishes: await dishesOfTheDay(call, staff.admin),
    random: randomFrom(7).stream('resilience'),
    waited: () => undefined,
    opened: () => undefined,
  };
}, 180_000);

afterAll(async () => {
  for (const undo of undos.reverse()) await undo();
}, 120_000);

interface Visits {
  of: Map<FeatureName, Visited>;
  /** Closes what they have opened: a person has five sockets at most. */
  leave(): void;
}

async function useEverything(guest: Guest): Promise<Visits> {
  const open: (() => void)[] = [];
  const place = { ...hall, guest, opened: (close: () => void) => void open.push(close) };
  const visits = FEATURE_NAMES.map(async (name) => [name, await visit(FEATURES[name].use, place)] as const);
  const leave = () => {
    for (const close of open) close();
  };
  return { of: new Map(await Promise.all(visits)), leave };
}

/** What does not work, or not in time. */
async function whatFails(): Promise<string[]> {
  try {
    const visits = await useEverything(await welcome(hall));
    visits.leave();
    return [...visits.of].flatMap(([name, visited]) =>
      complaints({ kind: 'works' }, visited).map((one) => `${name}: ${one}`),
    );
  } catch (error) {
    return [String(error)];
  }
}

/** Resolves to what still does not work when patience is over. */
async function untilAllWorks(): Promise<string[]> {
  const deadline = performance.now() + LONGEST_RECOVERY_MS;
  for (;;) {
    const failing = await whatFails();
    if (failing.length === 0 || performance.now() > deadline) return failing;
  }
}

it('while nothing is away everything works', async () => {
  expect(await untilAllWorks()).toEqual([]);
});

describe.each(DEPENDENCY_NAMES)('without %s', (dependency) => {
  const { takeAway, untilMissed }: Dependency = DEPENDENCIES[dependency];
  let visits: Visits | undefined;
  let heal = async () => {};

  const judged = (name: FeatureName) => {
    const visited = visits?.of.get(name);
    return visited ? complaints(expectationOf(name, dependency), visited) : ['it was not used'];
  };

  async function useWithout(): Promise<void> {
    const guest = await welcome(hall);
    const giveBack = await takeAway({ ...hall, stage });
    heal = async () => {
      heal = async () => {};
      await giveBack();
    };
    visits = await useEverything(guest);
  }

  // A machine that was busy elsewhere for a moment is late once; what waits too long by itself is late again.
  beforeAll(async () => {
    await useWithout();
    if (!FEATURE_NAMES.map(judged).some(isOnlyLate)) return;
    await heal();
    visits?.leave();
    await untilAllWorks();
    await useWithout();
  });

  afterAll(async () => {
    await heal();
    visits?.leave();
  });

  it.each(FEATURE_NAMES.map((name) => [name, inWords(expectationOf(name, dependency))] as const))('%s: %s', (name) => {
    expect(judged(name)).toEqual([]);
  });

  it('somebody has missed it; once it is back everything works and what was late comes, and no process has ended', async () => {
    await untilMissed?.({ ...hall, stage });
    await heal();
    const deadline = performance.now() + LONGEST_RECOVERY_MS;
    expect(await untilAllWorks()).toEqual([]);
    const late = [...(visits?.of ?? [])].filter(([name]) => {
      const expected = expectationOf(name, dependency);
      return expected.kind === 'degraded' && expected.comes === 'by itself';
    });
    for (const [name, { visit: came }] of late) {
      const comes = came.outcome === 'degraded' ? came.comes : async () => true;
      expect(await within(Math.max(1_000, deadline - performance.now()), comes), name).toBe(true);
    }
    expect(stage.fleet.deaths).toEqual([]);
  }, 150_000);
});

import { join } from 'node:path';
import type { Settings } from '../../platform/settings.ts';
import { SetupFault } from '../../platform/setup-fault.ts';
import { FAULT_MATRIX } from '../matrix/fault-matrix.ts';
import type { Run } from '../report/markdown.ts';
import { type RunOptions, runFaults } from '../run.ts';
import type { Episode } from '../schedule/plan.ts';
import { plant } from './plant.ts';
import type { PlantedBug } from './planted-bug.ts';

const HOLD_MS = 6_000;
const APART_MS = 3_000;

export type PlantedOptions = Pick<RunOptions, 'onStop' | 'tell'> & { settings: Settings; seed: number };

/** Runs a copy of the platform with the bug in it, through the faults that bring it to light. */
export async function runPlanted(bug: PlantedBug, { settings, ...options }: PlantedOptions): Promise<Run> {
  const root = join(settings.localDirectory, 'sources');
  await plant(settings.root, root, bug.patches);
  const episodes = bug.episodes.map(episodeOf).values();
  return runFaults({ ...options, settings: { ...settings, root }, minutes: 10, episodes, plant: bug.name });
}

function episodeOf(blows: PlantedBug['episodes'][number]): Episode {
  return {
    blows: blows.map(([name, victim]) => {
      const fault = FAULT_MATRIX.find((one) => one.name === name);
      if (!fault?.victims.includes(victim)) throw new SetupFault(`There is no fault ${name} of ${victim}.`);
      return { fault, victim };
    }),
    holdMs: blows.some(([name]) => name === 'broker down' || name === 'database in a black hole') ? HOLD_MS : 1_000,
    apartMs: APART_MS,
  };
}

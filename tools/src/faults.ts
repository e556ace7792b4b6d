import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { randomFrom } from '@campus/testing/random';
import { isHeld } from './faults/checks/verdict.ts';
import { runPlanted } from './faults/planted/run-planted.ts';
import { type Run, written } from './faults/report/markdown.ts';
import { type RunOptions, runFaults } from './faults/run.ts';
import { planEpisodes } from './faults/schedule/plan.ts';
import { readWishes, USAGE, type Wishes } from './faults/wishes.ts';
import { claimPidFile } from './platform/lock-file.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';
import { SetupFault } from './platform/setup-fault.ts';

await inSession(async (onStop) => {
  const wishes = readWishes(process.argv.slice(2), process.env);
  if (wishes.help) {
    console.log(USAGE);
    return 0;
  }
  const base = readSettings(process.env);
  const directory = join(base.localDirectory, 'faults');
  const settings = { ...base, localDirectory: join(directory, 'platform') };
  mkdirSync(settings.localDirectory, { recursive: true });
  const holder = claimPidFile(join(directory, 'pid'));
  if (holder) throw new SetupFault(`Faults are already being injected here, by process ${holder.pid}.`);

  const run = await inject(wishes, { settings, seed: wishes.seed, before: wishes.before, onStop, tell: timed() });
  const file = resolve(
    wishes.report ?? join(directory, `${[wishes.plant?.name, wishes.seed].filter(Boolean).join('-')}.md`),
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, written(run));
  const succeeded = concluded(run, wishes);
  console.log(file);
  return succeeded ? 0 : 1;
});

function inject(
  { seed, minutes, faults, plant }: Wishes,
  options: Pick<RunOptions, 'settings' | 'seed' | 'before' | 'onStop' | 'tell'>,
): Promise<Run> {
  if (plant) return runPlanted(plant, options);
  const episodes = planEpisodes(faults, randomFrom(seed).stream('schedule'));
  return runFaults({ ...options, minutes, episodes });
}

function timed(): (line: string) => void {
  const since = performance.now();
  return (line) => console.log(`${((performance.now() - since) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
}

/** Says what is violated and how to see it again. A planted bug is a success when its invariant names it. */
function concluded({ judgement, seed, minutes }: Run, { plant }: Wishes): boolean {
  const broken = judgement.verdicts.filter((one) => !isHeld(one));
  for (const { id, statement, violations } of broken) {
    console.log(`\n${id} is violated: ${statement}`);
    for (const violation of violations.slice(0, 20)) console.log(`  ✗ ${violation}`);
  }
  const caught = plant && broken.some(({ id }) => id === plant.caughtBy);
  if (plant) console.log(`\n${plant.name} ${caught ? 'was caught' : 'was NOT caught'} by ${plant.caughtBy}.`);
  else if (broken.length === 0) console.log('\nAll fourteen invariants held.');
  else console.log(`\nAgain: make faults SEED=${seed} MINUTES=${minutes}`);
  return plant ? caught === true : broken.length === 0;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isHeld } from './faults/checks/verdict.ts';
import { FAULT_MATRIX } from './faults/matrix/fault-matrix.ts';
import { randomFrom } from './faults/random.ts';
import { written } from './faults/report/markdown.ts';
import { runFaults } from './faults/run.ts';
import { planEpisodes } from './faults/schedule/plan.ts';
import { readWishes, USAGE } from './faults/wishes.ts';
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
  const { seed, minutes } = wishes;
  const base = readSettings(process.env);
  const directory = join(base.localDirectory, 'faults');
  const settings = { ...base, localDirectory: join(directory, 'platform') };
  mkdirSync(settings.localDirectory, { recursive: true });
  const holder = claimPidFile(join(directory, 'pid'));
  if (holder) throw new SetupFault(`Faults are already being injected here, by process ${holder.pid}.`);

  const since = performance.now();
  const tell = (line: string) =>
    console.log(`${((performance.now() - since) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  const chosen = FAULT_MATRIX.filter(({ name }) => wishes.only.length === 0 || wishes.only.includes(name));
  const episodes = planEpisodes(chosen, randomFrom(seed).stream('schedule'));
  const run = await runFaults({ settings, seed, minutes, episodes, onStop, tell });

  const file = resolve(wishes.report ?? join(directory, `${seed}.md`));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, written(run));
  const broken = run.judgement.verdicts.filter((one) => !isHeld(one));
  for (const { id, statement, violations } of broken) {
    console.log(`\n${id} is violated: ${statement}`);
    for (const violation of violations.slice(0, 20)) console.log(`  ✗ ${violation}`);
  }
  console.log(
    `\n${broken.length === 0 ? 'All fourteen invariants held.' : `Again: make faults SEED=${seed} MINUTES=${minutes}`}\n${file}`,
  );
  return broken.length === 0 ? 0 : 1;
});

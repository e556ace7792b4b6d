import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PLANTED_BUGS } from '../../src/faults/planted/planted-bugs.ts';
import { runPlanted } from '../../src/faults/planted/run-planted.ts';
import { ROOT, readSettings } from '../../src/platform/settings.ts';

const SEED = 7;

// Without these the harness would be no evidence: a whole platform with servers of its own for each.
it.each(PLANTED_BUGS)(
  '$name is caught by $caughtBy',
  async (bug) => {
    const localDirectory = await mkdtemp(join(tmpdir(), 'campus-faults-'));
    await mkdir(join(localDirectory, 'logs'));
    const undos: (() => Promise<void>)[] = [];
    const said: string[] = [];
    try {
      const settings = { ...readSettings({}), root: ROOT, localDirectory };
      const tell = (line: string) => void said.push(line);
      const run = await runPlanted(bug, { settings, seed: SEED, onStop: (undo) => undos.push(undo), tell });
      const caught = run.judgement.verdicts.find(({ id }) => id === bug.caughtBy);
      expect(caught?.violations, said.join('\n')).not.toEqual([]);
    } finally {
      for (const undo of undos.reverse()) await undo();
      await rm(localDirectory, { recursive: true, force: true });
    }
  },
  420_000,
);

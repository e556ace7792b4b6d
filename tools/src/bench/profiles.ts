import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '../platform/programs.ts';
import type { Settings } from '../platform/settings.ts';
import { summarize } from './profile-summary.ts';

const MOST_FUNCTIONS = 25;
const MOST_PACKAGES = 12;

/** The programs, those with these names under V8's profiler; what an earlier benchmark profiled is gone. */
export function profiled(programs: Program[], { names, settings }: { names: string[]; settings: Settings }): Program[] {
  return programs.map((program) => {
    if (!names.includes(program.name)) return program;
    const directory = directoryOf(settings, program.name);
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const [node = '', ...args] = program.command;
    return { ...program, command: [node, '--cpu-prof', `--cpu-prof-dir=${directory}`, ...args] };
  });
}

/** Prints where the processes that have ended spent their time. */
export function printProfiles({ names, settings }: { names: string[]; settings: Settings }): void {
  for (const name of names) {
    for (const file of globSync('*.cpuprofile', { cwd: directoryOf(settings, name) })) {
      const path = join(directoryOf(settings, name), file);
      const profile = JSON.parse(readFileSync(path, 'utf8'));
      console.log(`\n${name} (${path})`);
      const { root } = settings;
      print(summarize(profile, { by: 'package', root }).slice(0, MOST_PACKAGES));
      print(summarize(profile, { by: 'function', root }).slice(0, MOST_FUNCTIONS));
    }
  }
}

function print(shares: { where: string; share: number }[]): void {
  console.log(shares.map(({ where, share }) => `  ${(share * 100).toFixed(1).padStart(5)} %  ${where}`).join('\n'));
}

function directoryOf({ localDirectory }: Settings, name: string): string {
  return join(localDirectory, 'profiles', name);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '../platform/programs.ts';
import type { Settings } from '../platform/settings.ts';
import { type Inspector, openInspector } from './inspector.ts';
import { type CpuProfile, summarize } from './profile-summary.ts';

const MOST_FUNCTIONS = 25;
const MOST_PACKAGES = 15;
const INTERVAL_MICROS = 500;

interface Profiling {
  settings: Settings;
  /** Services whose CPU is looked at. */
  names: string[];
}

/** The programs, those of these services with V8's inspector on a port of their own. */
export function inspectable(programs: Program[], { settings, names }: Profiling): Program[] {
  return programs.map((program) => {
    if (!names.includes(program.name)) return program;
    const [node = '', ...args] = program.command;
    return { ...program, command: [node, `--inspect=127.0.0.1:${inspectorPort(settings, program.name)}`, ...args] };
  });
}

/** Profiles the services while `work` runs, then prints where their time went; the profiles stay in `.local/bench/profiles`. */
export async function whileProfiling<Result>(profiling: Profiling, work: () => Promise<Result>): Promise<Result> {
  const { settings, names } = profiling;
  const inspectors = await Promise.all(
    names.map(async (name) => ({ name, inspector: await openInspector(inspectorPort(settings, name)) })),
  );
  try {
    await Promise.all(inspectors.map(({ inspector }) => begin(inspector)));
    const result = await work();
    for (const { name, inspector } of inspectors) {
      const { profile } = await inspector.send<{ profile: CpuProfile }>('Profiler.stop');
      keep(profile, { name, settings });
    }
    return result;
  } finally {
    for (const { inspector } of inspectors) inspector.close();
  }
}

async function begin(inspector: Inspector): Promise<void> {
  await inspector.send('Profiler.enable');
  await inspector.send('Profiler.setSamplingInterval', { interval: INTERVAL_MICROS });
  await inspector.send('Profiler.start');
}

function keep(profile: CpuProfile, { name, settings }: { name: string; settings: Settings }): void {
  const { root, localDirectory } = settings;
  const directory = join(localDirectory, 'profiles');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${name}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  console.log(`\n${name} (${file})`);
  print(summarize(profile, { by: 'package', root }).slice(0, MOST_PACKAGES));
  print(summarize(profile, { by: 'function', root }).slice(0, MOST_FUNCTIONS));
}

function print(shares: { where: string; share: number }[]): void {
  console.log(shares.map(({ where, share }) => `  ${(share * 100).toFixed(1).padStart(5)} %  ${where}`).join('\n'));
}

function inspectorPort({ ports }: Settings, name: string): number {
  return (ports[name] ?? 0) + 700;
}

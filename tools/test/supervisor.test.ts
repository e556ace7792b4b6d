import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProgramEnd } from '../src/platform/kept-program.ts';
import { isAlive, type ProcessIdentity } from '../src/platform/process-identity.ts';
import type { Program } from '../src/platform/programs.ts';
import { failMisconfigured, type Supervisor, supervise } from '../src/platform/supervisor.ts';

let directory: string;
let supervisor: Supervisor | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'supervisor-'));
});

afterEach(async () => {
  await supervisor?.stop();
});

function program(name: string, code: string): Program {
  const file = join(directory, `${name}.mjs`);
  writeFileSync(file, code);
  return {
    name,
    command: [process.execPath, file],
    directory,
    env: { DIRECTORY: directory },
    logFile: join(directory, `${name}.log`),
  };
}

/** Serves until SIGTERM, then writes its name into `ends`. */
function obedient(name: string): Program {
  return program(
    name,
    `import { appendFileSync } from 'node:fs';
     process.on('SIGTERM', () => { appendFileSync('${directory}/ends', '${name} '); process.exit(0); });
     setInterval(() => {}, 1000);
     console.log('serving');`,
  );
}

async function serving({ logFile }: Program): Promise<void> {
  await vi.waitFor(() => expect(readFileSync(logFile, 'utf8')).toContain('serving'), 5_000);
}

function processOf(name: string): ProcessIdentity {
  const process_ = supervisor?.running()[name];
  if (!process_) throw new Error(`${name} does not run`);
  return process_;
}

test('a program that crashes is started again, and the person is told', async () => {
  const lines: string[] = [];
  const fragile = obedient('fragile');
  const ends: ProgramEnd[] = [];
  supervisor = supervise([fragile], { tell: (line) => lines.push(line), ended: (end) => ends.push(end) });
  await serving(fragile);
  const first = processOf('fragile');

  process.kill(first.pid, 'SIGKILL');

  await vi.waitFor(() => expect(processOf('fragile').pid).not.toBe(first.pid), 5_000);
  expect(lines).toEqual(['fragile crashed (SIGKILL), restarted in 0.2 s']);
  expect(ends).toEqual([{ name: 'fragile', pid: first.pid, how: 'SIGKILL' }]);
});

test('the pause before a restart grows with every crash', async () => {
  const lines: string[] = [];
  supervisor = supervise([program('hopeless', 'process.exit(3)')], { tell: (line) => lines.push(line) });

  await vi.waitFor(() => expect(lines).toHaveLength(3), 10_000);

  expect(lines.map((line) => line.replace('hopeless crashed (exit 3), restarted in ', ''))).toEqual([
    '0.2 s',
    '0.4 s',
    '0.8 s',
  ]);
});

test('a program that refuses its configuration is not restarted: its last words are the failure', async () => {
  const lines: string[] = [];
  const wrong = program('wrong', `console.error('PORT: is missing'); process.exit(78)`);
  supervisor = supervise([wrong], { tell: (line) => lines.push(line) });

  await expect(failMisconfigured(supervisor)).rejects.toMatchObject({
    message: expect.stringContaining('PORT: is missing'),
    exitCode: 78,
  });
  expect(lines).toEqual([]);
});

test('programs are stopped in the reverse order of their start', async () => {
  const programs = ['one', 'two', 'three'].map(obedient);
  supervisor = supervise(programs, { tell: () => undefined });
  await Promise.all(programs.map(serving));

  await supervisor.stop();

  expect(readFileSync(join(directory, 'ends'), 'utf8')).toBe('three two one ');
  expect(supervisor.running()).toEqual({});
});

test('a program that ignores SIGTERM is killed when its time is over, and stays down', async () => {
  const lines: string[] = [];
  const deaf = program('deaf', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('serving');`);
  supervisor = supervise([deaf], { tell: (line) => lines.push(line), stopTimeoutMs: 300 });
  await serving(deaf);
  const process_ = processOf('deaf');

  await supervisor.stop();

  expect(isAlive(process_)).toBe(false);
  expect(lines).toEqual(['deaf did not stop in time and was killed']);
});

test('a program gets its own environment and nothing else', async () => {
  const curious = program('curious', `console.log(JSON.stringify(process.env)); setInterval(() => {}, 1000);`);
  supervisor = supervise([curious], { tell: () => undefined });

  await vi.waitFor(() => expect(readFileSync(curious.logFile, 'utf8')).not.toBe(''), 5_000);

  expect(JSON.parse(readFileSync(curious.logFile, 'utf8'))).toEqual({ DIRECTORY: directory });
});

test('a program that is to stand back does so in its session and, where Linux compares sessions, with its session', async () => {
  const patient = ['first', 'second'].map((name) => ({ ...obedient(name), niceness: 7 }));
  supervisor = supervise(patient, { tell: () => undefined });

  for (const { name } of patient) {
    const { pid } = processOf(name);
    expect(getPriority(pid)).toBe(7);
    if (existsSync(`/proc/${pid}/autogroup`))
      await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/autogroup`, 'utf8')).toMatch(/nice 7\n/), 5_000);
  }
});

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { identify, type ProcessIdentity } from './process-identity.ts';
import type { Program } from './programs.ts';
import { standBack } from './stand-back.ts';

/** A program that is started again whenever it ends by itself. */
export interface RunningProgram {
  name: string;
  start(): void;
  identity(): ProcessIdentity | undefined;
  /** SIGTERM now, SIGKILL at `deadline` (epoch ms); resolves when the process is gone. */
  stop(deadline: number): Promise<void>;
}

interface Listeners {
  tell: (line: string) => void;
  changed: () => void;
  misconfigured: (program: Program) => void;
  ended?: ((end: ProgramEnd) => void) | undefined;
}

/** A process that ended by itself, or was ended by somebody else than its supervisor. */
export interface ProgramEnd {
  name: string;
  pid: number | undefined;
  /** A signal's name, or `exit` and the code. */
  how: string;
}

const EX_CONFIG = 78;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
// Whoever has lived this long was healthy: the next crash is a new one.
const HEALTHY_AFTER_MS = 30_000;

/** Keeps the program running from its `start` on; 78 (wrong configuration) is reported instead of restarted. */
export function keepRunning(
  program: Program,
  { tell, changed, misconfigured, ended: onEnd }: Listeners,
): RunningProgram {
  let child: ChildProcess | undefined;
  let identity: ProcessIdentity | undefined;
  let restart: NodeJS.Timeout | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let stopping = false;

  const start = () => {
    const startedAt = Date.now();
    child = spawnProgram(program);
    identity = child.pid === undefined ? undefined : identify(child.pid);
    child.once('error', (error) => ended(startedAt, null, error.message));
    child.once('exit', (code, signal) => ended(startedAt, code, signal ?? `exit ${code}`));
    changed();
  };

  const ended = (startedAt: number, code: number | null, how: string) => {
    const { pid } = child ?? {};
    child = undefined;
    identity = undefined;
    changed();
    if (stopping) return;
    onEnd?.({ name: program.name, pid, how });
    if (code === EX_CONFIG) return misconfigured(program);
    if (Date.now() - startedAt > HEALTHY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
    tell(`${program.name} ${code === 0 ? 'ended' : 'crashed'} (${how}), restarted in ${pauseMs / 1000} s`);
    restart = setTimeout(start, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };

  const stop = async (deadline: number) => {
    stopping = true;
    clearTimeout(restart);
    const process_ = child;
    if (!process_) return;
    const exit = new Promise((resolve) => process_.once('exit', resolve));
    process_.kill('SIGTERM');
    const killer = setTimeout(() => {
      tell(`${program.name} did not stop in time and was killed`);
      process_.kill('SIGKILL');
    }, deadline - Date.now());
    await exit;
    clearTimeout(killer);
  };

  return { name: program.name, start, identity: () => identity, stop };
}

// Its own process group: Ctrl-C in the terminal reaches the supervisor only, which stops everyone in order.
function spawnProgram({ command, directory, env, logFile, niceness }: Program): ChildProcess {
  const [file = '', ...args] = command;
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(file, args, { cwd: directory, env, detached: true, stdio: ['ignore', log, log] });
    if (child.pid && niceness) standBack(child.pid, niceness);
    return child;
  } finally {
    closeSync(log);
  }
}

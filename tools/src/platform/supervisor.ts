import { keepRunning, type ProgramEnd, type RunningProgram } from './kept-program.ts';
import { lastLines } from './log-files.ts';
import type { ProcessIdentity } from './process-identity.ts';
import type { Program } from './programs.ts';
import { SetupFault } from './setup-fault.ts';

/** Keeps programs running until it is stopped. */
export interface Supervisor {
  /** Settles with the first program that ended with code 78: its configuration is wrong and a restart would not help. */
  misconfigured: Promise<Program>;
  running(): Record<string, ProcessIdentity>;
  stop(): Promise<void>;
}

interface SupervisorOptions {
  /** One line for the person at the terminal. */
  tell: (line: string) => void;
  /** Called whenever a process has started or ended. */
  changed?: (running: Record<string, ProcessIdentity>) => void;
  /** Called for every process that ends before the supervisor stops. */
  ended?: (end: ProgramEnd) => void;
  stopTimeoutMs?: number;
}

// A program that is still draining does not hold up those it was started after for longer than this.
const STEP_MS = 1_000;

/**
 * Starts the programs in order and restarts those that crash, after a pause that grows to 5 s.
 * `stop` sends SIGTERM in reverse order, each when the one before has ended or after a second, and SIGKILL after `stopTimeoutMs` (45 s).
 */
export function supervise(
  programs: Program[],
  { tell, changed, ended, stopTimeoutMs = 45_000 }: SupervisorOptions,
): Supervisor {
  const { promise: misconfigured, resolve: reportMisconfigured } = Promise.withResolvers<Program>();
  const kept: RunningProgram[] = [];
  const running = () => {
    const alive = kept.map(({ name, identity }) => [name, identity()] as const);
    return Object.fromEntries(alive.flatMap(([name, process_]) => (process_ ? [[name, process_]] : [])));
  };
  for (const program of programs) {
    const listeners = { tell, changed: () => changed?.(running()), misconfigured: reportMisconfigured, ended };
    kept.push(keepRunning(program, listeners));
  }
  for (const program of kept) program.start();

  const stop = async () => {
    const deadline = Date.now() + stopTimeoutMs;
    const ends: Promise<void>[] = [];
    for (const program of kept.toReversed()) {
      const ended = program.stop(deadline);
      ends.push(ended);
      await Promise.race([ended, pause(STEP_MS)]);
    }
    await Promise.all(ends);
  };
  return { misconfigured, running, stop };
}

/** Never returns: throws a `SetupFault` with its last output as soon as a program refuses its configuration. */
export async function failMisconfigured({ misconfigured }: Supervisor): Promise<never> {
  const { name, logFile } = await misconfigured;
  throw new SetupFault(`${name} refuses its configuration:\n${lastLines(logFile)}`, 78);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

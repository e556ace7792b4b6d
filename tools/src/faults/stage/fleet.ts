import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramEnd } from '../../platform/kept-program.ts';
import { gone, type ProcessIdentity, signal } from '../../platform/process-identity.ts';
import type { Program } from '../../platform/programs.ts';
import { SetupFault } from '../../platform/setup-fault.ts';
import { supervise } from '../../platform/supervisor.ts';
import { HEAP, type Replica } from './replicas.ts';

/** A process that ended, and whether the schedule wanted it to. */
export interface Death extends ProgramEnd {
  at: number;
  wanted: boolean;
}

/** The deaths of one process by its own hand. */
export interface Crashes {
  count(): number;
  /** From now on nobody wants it to die. */
  end(): void;
}

/** The processes of the platform, under the supervisor that `make start` uses. */
export interface Fleet {
  replicas: Replica[];
  deaths: Death[];
  identityOf(name: string): ProcessIdentity | undefined;
  isReady(name: string): boolean;
  /** What it answered when it was last asked whether it is ready. */
  lastWords(name: string): string;
  /** kill -9. */
  kill(name: string): void;
  freeze(name: string): () => void;
  /** SIGTERM; resolves when the next process of this name is ready. */
  restart(name: string): Promise<void>;
  /** From its next start on the process runs the sources in this directory. */
  moveTo(name: string, root: string): void;
  /** From its next start on the process has a heap of so many megabytes; returns what gives it its own back. */
  limitHeap(name: string, megabytes: number): () => void;
  /** From now on its own kill -9 is what the schedule wants. */
  letCrash(name: string): Crashes;
  untilReady(names: string[], timeoutMs: number): Promise<void>;
  stop(): Promise<void>;
}

const PROBE_EVERY_MS = 300;
const PROBE_TIMEOUT_MS = 1_000;
const LONGEST_STOP_MS = 45_000;

export function startFleet(replicas: Replica[], programs: Program[], tell: (line: string) => void): Fleet {
  const deaths: Death[] = [];
  const wanted = new Set<number>();
  const ready = new Set<string>();
  const words = new Map<string, string>();
  const crashing = new Map<string, number>();
  const state = { stopped: false };
  const supervisor = supervise(programs, {
    tell,
    ended: (end) => {
      const { name, pid, how } = end;
      ready.delete(name);
      const isSent = pid !== undefined && wanted.has(pid);
      const crashes = how === 'SIGKILL' && !isSent ? crashing.get(name) : undefined;
      if (crashes !== undefined) crashing.set(name, crashes + 1);
      deaths.push({ ...end, at: Date.now(), wanted: isSent || crashes !== undefined });
    },
  });
  for (const replica of replicas) void probeForEver(replica, { ready, words, isStopped: () => state.stopped });

  const identityOf = (name: string) => supervisor.running()[name];
  const send = (name: string, signalName: NodeJS.Signals) => {
    const identity = identityOf(name);
    if (identity && ['SIGKILL', 'SIGTERM'].includes(signalName)) wanted.add(identity.pid);
    if (identity) signal(identity, signalName);
    return identity;
  };
  const untilReady = async (names: string[], timeoutMs: number) => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const waiting = names.filter((name) => !ready.has(name));
      if (waiting.length === 0) return;
      if (Date.now() > deadline) throw new SetupFault(`Not ready within ${timeoutMs / 1_000} s: ${waiting.join(', ')}`);
      await sleep(50);
    }
  };

  return {
    replicas,
    deaths,
    identityOf,
    isReady: (name) => ready.has(name),
    lastWords: (name) => words.get(name) ?? 'never asked',
    untilReady,
    kill: (name) => void send(name, 'SIGKILL'),
    freeze(name) {
      const frozen = send(name, 'SIGSTOP');
      return () => void (frozen && signal(frozen, 'SIGCONT'));
    },
    async restart(name) {
      const identity = send(name, 'SIGTERM');
      if (identity && !(await gone(identity, LONGEST_STOP_MS))) throw new SetupFault(`${name} did not stop in time.`);
      await untilReady([name], 30_000);
    },
    moveTo(name, root) {
      const program = programs.find((one) => one.name === name);
      const replica = replicas.find((one) => one.name === name);
      if (program && replica) program.directory = join(root, replica.service.directory);
    },
    limitHeap(name, megabytes) {
      const program = programs.find((one) => one.name === name);
      if (!program) throw new SetupFault(`There is no process ${name}.`);
      const { command } = program;
      const own = command.find((word) => word.startsWith(HEAP));
      program.command = command.map((word) => (word === own ? `${HEAP}${megabytes}` : word));
      return () => Object.assign(program, { command });
    },
    letCrash(name) {
      crashing.set(name, 0);
      return { count: () => crashing.get(name) ?? 0, end: () => void crashing.delete(name) };
    },
    async stop() {
      state.stopped = true;
      await supervisor.stop();
    },
  };
}

async function probeForEver(
  { name, port, service }: Replica,
  { ready, words, isStopped }: { ready: Set<string>; words: Map<string, string>; isStopped: () => boolean },
): Promise<void> {
  const url = `http://127.0.0.1:${port}${service.health.ready}`;
  while (!isStopped()) {
    const { isOk, said } = await ask(url);
    words.set(name, said);
    if (isOk) ready.add(name);
    else ready.delete(name);
    await sleep(PROBE_EVERY_MS);
  }
}

async function ask(url: string): Promise<{ isOk: boolean; said: string }> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return { isOk: answer.ok, said: `${answer.status} ${(await answer.text()).slice(0, 200)}` };
  } catch (error) {
    return { isOk: false, said: error instanceof Error ? error.message : String(error) };
  }
}

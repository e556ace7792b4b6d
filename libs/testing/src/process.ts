import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atEnd } from './at-end.ts';

/** One line of a service's log; a line that is not JSON has only `message`. */
export interface LogLine {
  message: string;
  [field: string]: unknown;
}

export interface RunningProcess {
  url: string;
  /** Everything it has written so far, over all restarts. */
  logs: LogLine[];
  pid(): number | undefined;
  /** Sends a signal (SIGKILL) and resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** Stops it if it runs and starts it again, on the same port, until it is ready. */
  restart(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
const LEASH = new URL('./leash.ts', import.meta.url).href;

/**
 * Starts a service as it runs in production, `node main.ts`, and resolves when `readyPath` answers 200. Its environment is `env`
 * and nothing else of ours but PATH, HOME, NODE_ENV=test, a compile cache and a free PORT. Killed at the end of the test file, and when the tests themselves are killed.
 */
export async function startProcess(
  entry: URL | string,
  env: Record<string, string>,
  readyPath = '/health/ready',
): Promise<RunningProcess> {
  const port = env.PORT ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  // In production every service shows its metrics on one and the same port, and here two may run on one machine.
  const ownPort = env.NODE_ENV === 'production' ? { METRICS_PORT: String(await freePort()) } : {};
  const logs: LogLine[] = [];
  const current: { child?: ChildProcess } = {};

  async function launch() {
    const child = spawn(process.execPath, ['--import', LEASH, entry instanceof URL ? fileURLToPath(entry) : entry], {
      env: { ...inherited(), ...ownPort, ...env, PORT: port },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    current.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => logs.push(parsed(line)));
    }
    await untilReady({ child, url: `${url}${readyPath}`, logs });
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = current;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  }

  atEnd(() => end('SIGKILL'));
  await launch();
  return {
    url,
    logs,
    pid: () => current.child?.pid,
    async kill(signal = 'SIGKILL') {
      await end(signal);
    },
    stop: () => end('SIGTERM'),
    async restart() {
      await end('SIGTERM');
      await launch();
    },
  };
}

function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_COMPILE_CACHE = '/tmp/campus-test-compile-cache' } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE, NODE_ENV: 'test' };
}

async function untilReady({ child, url, logs }: { child: ChildProcess; url: string; logs: LogLine[] }): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  const tail = logs.slice(-20).map((line) => JSON.stringify(line));
  throw new Error(`The service is not ready (exit code ${child.exitCode}). Its last lines:\n${tail.join('\n')}`);
}

function parsed(line: string): LogLine {
  try {
    return JSON.parse(line);
  } catch {
    return { message: line };
  }
}

// Below the range from which the system gives ports to clients and to `listen(0)`: nobody takes it while the process restarts.
const PORTS = { from: 11_000, to: 31_999 };

/** A port that nobody listens on; for a process whose address must be known before it starts. */
export async function freePort(): Promise<number> {
  const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!free) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}

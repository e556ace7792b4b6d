import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { freePort } from '@campus/testing/process';

export const ALLOWED_ORIGIN = 'https://portal.example';
const NO_PAGES = fileURLToPath(new URL('./no-pages', import.meta.url));

export interface Gateway {
  url: string;
  logs: string[];
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** A gateway as it runs in production. Its own readiness is at `/health/gateway`: `/health/ready` is not reachable through it. */
export async function startGateway(env: Record<string, string>): Promise<Gateway> {
  const port = env.PORT ?? String(await freePort());
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/main.ts', import.meta.url))], {
    env: {
      PATH,
      HOME,
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: '/tmp/campus-test-compile-cache',
      ALLOWED_ORIGINS: ALLOWED_ORIGIN,
      // Whatever is built in this checkout: these tests bring their own pages, or none.
      PORTAL_DIR: NO_PAGES,
      ...env,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gateway = { url: `http://127.0.0.1:${port}`, logs: [] as string[], stop: () => end(child, 'SIGTERM') };
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => gateway.logs.push(line));
  atEnd(() => end(child, 'SIGKILL'));
  await eventually(
    async () => {
      const { ok } = await fetch(`${gateway.url}/health/gateway`);
      if (!ok) throw new Error(`not ready:\n${gateway.logs.slice(-10).join('\n')}`);
    },
    // Ten seconds of them it may wait for an auth that is away.
    { timeoutMs: 60_000 },
  );
  return gateway;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { startPrivateProcess } from './private-process.ts';
import { answers } from './server-probes.ts';
import { serverProgram } from './server-programs.ts';
import type { StartedServer } from './server-registry.ts';
import type { Settings } from './settings.ts';

/** Redis with an append-only file below `.local`. */
export async function startPrivateRedis(settings: Settings): Promise<StartedServer> {
  const directory = join(settings.localDirectory, 'redis');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const options = { port, bind: '127.0.0.1', dir: directory, appendonly: 'yes', save: '', daemonize: 'no' };
  const process_ = await startPrivateProcess({
    name: 'redis',
    command: [
      serverProgram('redis'),
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    logFile: join(directory, 'redis.log'),
    answers: () => answers.redis(url),
  });
  return { how: 'private', url, processes: [process_] };
}

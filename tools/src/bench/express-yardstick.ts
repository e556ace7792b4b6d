import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import type { BenchPlatform } from './bench-platform.ts';

/** What the platform answered, as it went over the wire. */
export interface SampleAnswer {
  tag: string;
  headers: Record<string, string>;
  /** Base64. */
  bytes: string;
}

export interface ExpressYardstick {
  origin: string;
  pid: number;
  close(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('programs/express-yardstick.ts', import.meta.url));
const LIMITS = ['--max-old-space-size=160', '--max-semi-space-size=4'];
const KEPT_HEADERS = ['content-type', 'content-encoding', 'cache-control', 'vary'];

/** What a browser gets for `path`. */
export async function sampleAnswer(
  origin: string,
  { path, token }: { path: string; token: string },
): Promise<SampleAnswer> {
  const { statusCode, headers, body } = await request(new URL(path, origin), {
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' },
  });
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}`);
  const kept = KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]));
  const length = ['content-length', String(bytes.length)];
  return { tag: String(headers.etag), headers: Object.fromEntries([...kept, length]), bytes: bytes.toString('base64') };
}

/** Starts the route in a process like those of the services. */
export async function startExpressYardstick(
  { settings, secrets }: BenchPlatform,
  sample: SampleAnswer,
): Promise<ExpressYardstick> {
  const file = join(settings.localDirectory, 'sample-answer.json');
  writeFileSync(file, JSON.stringify(sample));
  const child = spawn(process.execPath, [...LIMITS, PROGRAM, file, secrets.JWT_PRIVATE_KEYS_FILE ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: join(settings.localDirectory, 'compile-cache'),
    },
  });
  const [port] = await once(createInterface(child.stdout), 'line');
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async close() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import type { BenchPlatform } from './bench-platform.ts';
import { type ChildServer, startChildServer } from './child-server.ts';

/** What the platform answered, as it went over the wire. */
export interface SampleAnswer {
  tag: string;
  headers: Record<string, string>;
  /** Base64. */
  bytes: string;
}

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

/** An express route that verifies the token and sends this answer. */
export function startExpressYardstick(
  { settings, secrets }: BenchPlatform,
  sample: SampleAnswer,
): Promise<ChildServer> {
  const file = join(settings.localDirectory, 'sample-answer.json');
  writeFileSync(file, JSON.stringify(sample));
  return startChildServer(settings, {
    program: 'express-yardstick.ts',
    args: [file, secrets.JWT_PRIVATE_KEYS_FILE ?? ''],
  });
}

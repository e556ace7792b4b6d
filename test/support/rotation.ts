import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../tools/src/platform/settings.ts';

const run = promisify(execFile);
const DATES = ['published_at', 'signing_since', 'retired_at'];

/** The operator's side of the signing keys of one platform. */
export function operatorOf(file: string) {
  const keys = async () => JSON.parse(await readFile(file, 'utf8')).keys;
  return {
    /** What `make rotate-keys` runs; resolves to what it says. */
    async rotate(...args: string[]): Promise<string> {
      const program = join(ROOT, 'services/auth/src/rotate-keys.ts');
      const env = { PATH: process.env.PATH, JWT_PRIVATE_KEYS_FILE: file };
      return (await run(process.execPath, [program, ...args], { env })).stdout;
    },
    kids: async (): Promise<string[]> => (await keys()).map(({ kid }: { kid: string }) => kid),
    /** Makes the dates in the file so many minutes older. */
    async letPass(minutes: number): Promise<void> {
      const older = (at: string) => new Date(Date.parse(at) - minutes * 60_000).toISOString();
      const aged = (await keys()).map((key: Record<string, string>) => ({
        ...key,
        ...Object.fromEntries(DATES.flatMap((name) => (key[name] ? [[name, older(key[name])]] : []))),
      }));
      await writeFile(file, JSON.stringify({ keys: aged }));
    },
  };
}

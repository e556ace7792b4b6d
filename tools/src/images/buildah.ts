import { join } from 'node:path';
import { runCommand } from '../platform/commands.ts';
import { SetupFault } from '../platform/setup-fault.ts';

export type Buildah = (...args: string[]) => Promise<string>;

const ENVIRONMENT = { ...process.env, STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot' };

/** Buildah with a store of its own below `directory`, so that nobody's images are touched. Throws `SetupFault` with its output. */
export function buildahIn(directory: string): Buildah {
  const store = ['--root', join(directory, 'storage'), '--runroot', join(directory, 'run')];
  return async (...args) => {
    const result = await runCommand(['buildah', ...store, ...args], { env: ENVIRONMENT, timeoutMs: 900_000 });
    if (!result.succeeded) throw new SetupFault(`buildah ${args[0]} failed:\n${result.output.slice(-4_000)}`);
    return result.stdout.trim();
  };
}

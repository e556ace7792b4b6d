import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Buildah } from './buildah.ts';
import { ociConfig } from './oci-config.ts';

export interface Container {
  process: ChildProcess;
  output: () => string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  stop(): Promise<number | null>;
}

interface RunOptions {
  directory: string;
  image: string;
  /** Instead of the image's own command. */
  command?: string[];
  env: Record<string, string>;
}

/**
 * Runs an image as Kubernetes would: its own user and entry point, a root file system that nobody can write, no capability, no new
 * privileges, its own processes; the network is this machine's.
 */
export async function runContainer(buildah: Buildah, options: RunOptions): Promise<Container> {
  const working = await buildah('from', '--pull-never', options.image);
  const root = await buildah('mount', working);
  const image = JSON.parse(await buildah('inspect', '--type', 'image', options.image)).Docker.config;
  const bundle = join(options.directory, 'bundles', working);
  mkdirSync(bundle, { recursive: true });
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(ociConfig({ ...options, image, root })));
  const args = ['--root', join(options.directory, 'runc'), 'run', '--bundle', bundle, working];
  const child = spawn('runc', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => chunks.push(String(data)));
  const ended = once(child, 'close').then(async ([code]) => {
    await buildah('rm', working).catch(() => undefined);
    return code as number | null;
  });
  const stop = async () => {
    // runc hands the signal on to the first process of the container.
    child.kill('SIGTERM');
    return ended;
  };
  return { process: child, output: () => chunks.join(''), ended, stop };
}

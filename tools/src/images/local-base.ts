import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, runCommand } from '../platform/commands.ts';
import { ROOT } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import type { Buildah } from './buildah.ts';

export const LOCAL_BASE = `localhost/node:${process.versions.node}-debian`;

/** What `node:24-slim` is, made here: Debian by debootstrap, Node from the npm package `node`, this machine's npm. Kept once made. */
export async function ensureLocalBase(buildah: Buildah, directory: string): Promise<void> {
  const images = await buildah('images', '--format', '{{.Name}}:{{.Tag}}');
  if (images.split('\n').includes(LOCAL_BASE)) return;
  console.log('making a base image: debootstrap and Node');
  const root = join(directory, 'debian');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const made = await runCommand(['debootstrap', '--variant=minbase', 'bookworm', root], { timeoutMs: 600_000 });
  if (!made.succeeded) throw new SetupFault(`debootstrap failed:\n${made.output.slice(-2_000)}`);
  addNode(root);
  const container = await buildah('from', 'scratch');
  await buildah('add', '--quiet', container, root, '/');
  await buildah('config', '--env', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', container);
  await buildah('commit', '--quiet', '--rm', container, LOCAL_BASE);
  rmSync(root, { recursive: true, force: true });
}

function addNode(root: string): void {
  const local = join(root, 'usr/local');
  cpSync(join(ROOT, 'node_modules/node/bin/node'), join(local, 'bin/node'));
  const npm = npmPackage();
  mkdirSync(join(local, 'lib/node_modules'), { recursive: true });
  cpSync(npm, join(local, 'lib/node_modules/npm'), { recursive: true, dereference: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'));
}

function npmPackage(): string {
  const places = ['lib/node_modules/npm', 'share/nodejs/npm'].map((place) =>
    join(dirname(dirname(findProgram('npm') ?? '/usr/bin/npm')), place),
  );
  const found = places.find((place) => existsSync(join(place, 'bin/npm-cli.js')));
  if (!found) throw new SetupFault('npm is not where Node or Debian put it; a base image needs it.');
  return found;
}

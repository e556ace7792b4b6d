import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../platform/commands.ts';
import { ROOT } from '../platform/settings.ts';
import type { Buildah } from './buildah.ts';
import { LOCAL_BASE } from './local-base.ts';

export interface Wanted {
  name: string;
  /** The workspace, as `npm --workspace` takes it. */
  service: string;
  target: 'service' | 'gateway';
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Builds an image by the Dockerfile that a release uses, on the local base. Returns its name. */
export async function buildImage(buildah: Buildah, { name, service, target }: Wanted): Promise<string> {
  const image = `localhost/campus-food/${name}:check`;
  const secrets = mkdtempSync(join(tmpdir(), 'images-'));
  try {
    const npmrc = join(secrets, 'npmrc');
    writeFileSync(npmrc, await npmSettings(), { mode: 0o600 });
    const base = ['BUILD_BASE', 'RUN_BASE'].flatMap((argument) => ['--build-arg', `${argument}=${LOCAL_BASE}`]);
    const trust = existsSync(CERTIFICATES) ? ['--volume', `${CERTIFICATES}:${CERTIFICATES}:ro`] : [];
    const network = ['--network', 'host', '--secret', `id=npmrc,src=${npmrc}`, ...trust];
    const what = ['--target', target, '--build-arg', `SERVICE=${service}`, '--tag', image];
    await buildah('build', '--quiet', '--layers', '--format', 'docker', ...base, ...network, ...what, ROOT);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
  return image;
}

// How this machine reaches its registry is this machine's business: a secret of the build, in no layer.
async function npmSettings(): Promise<string> {
  const [registry, userconfig] = await Promise.all(['registry', 'userconfig'].map(npmSetting));
  const own = userconfig && existsSync(userconfig) ? readFileSync(userconfig, 'utf8') : '';
  const trust = existsSync(CERTIFICATES) ? `cafile=${CERTIFICATES}\n` : '';
  return `${own}\nregistry=${registry}\n${trust}`;
}

async function npmSetting(key: string): Promise<string> {
  return (await runCommand(['npm', 'config', 'get', key])).stdout.trim();
}

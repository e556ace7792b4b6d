import { runCommand } from '../platform/commands.ts';
import type { Buildah } from './buildah.ts';
import { LOCAL_BASE } from './local-base.ts';

/** The size of each image in MB, unpacked, and what it adds to the stripped base that all of them share. */
export async function imageSizes(buildah: Buildah, images: string[]): Promise<Record<string, object>> {
  const base = await megabytes(buildah, LOCAL_BASE, '/usr/local/bin/node');
  const rows: Record<string, object> = { [LOCAL_BASE]: { unpackedMB: base.whole, nodeMB: base.part } };
  for (const image of images) {
    const { whole, part } = await megabytes(buildah, image, '/app');
    rows[image] = { unpackedMB: whole, ownMB: part };
  }
  return rows;
}

async function megabytes(buildah: Buildah, image: string, path: string): Promise<{ whole: number; part: number }> {
  const container = await buildah('from', '--pull-never', image);
  try {
    const root = await buildah('mount', container);
    return { whole: await sizeOf(root), part: await sizeOf(`${root}${path}`) };
  } finally {
    await buildah('rm', container);
  }
}

async function sizeOf(path: string): Promise<number> {
  const { stdout } = await runCommand(['du', '-sxm', path]);
  return Number.parseInt(stdout, 10);
}

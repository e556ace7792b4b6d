import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keyOfFile } from '../domain/image.ts';
import type { ImageStore } from './image-store.ts';
import { unlessNoRoom } from './no-room.ts';

const HALF_WRITTEN = '.part';

/** Files in one directory: for one replica, or for several that share the volume. */
export function diskStore(directory: string): ImageStore {
  return {
    async put(file, bytes) {
      await mkdir(directory, { recursive: true }).catch(unlessNoRoom);
      const draft = join(directory, `${randomUUID()}${HALF_WRITTEN}`);
      try {
        await writeDurably(draft, bytes);
        await rename(draft, pathOf(file));
      } catch (error) {
        await rm(draft, { force: true });
        unlessNoRoom(error);
      }
    },
    find: (file) => readFile(pathOf(file)).catch(unlessMissing),
    remove: (file) => rm(pathOf(file), { force: true }),
    async filesBefore(moment) {
      const names = await readdir(directory).catch(unlessMissing);
      const ours = (names ?? []).filter(isOurs);
      const old = await Promise.all(ours.map(async (name) => ((await isOlder(name, moment)) ? [name] : [])));
      return old.flat();
    },
  };

  // Only names that we made reach the file system: there is nothing in them to climb out with.
  function pathOf(file: string): string {
    if (!isOurs(file)) throw new Error('not a name of an image file');
    return join(directory, file);
  }

  async function isOlder(name: string, moment: Date): Promise<boolean> {
    const found = await stat(pathOf(name)).catch(unlessMissing);
    return found !== undefined && found.mtime < moment;
  }
}

function isOurs(name: string): boolean {
  return keyOfFile(name) !== undefined || /^[0-9a-f-]{36}\.part$/.test(name);
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

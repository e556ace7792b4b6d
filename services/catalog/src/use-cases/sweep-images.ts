import { keyOfFile } from '../domain/image.ts';
import type { ImageWork } from './images.ts';

const UNSHOWN_FOR_MS = 60 * 60_000;

/**
 * Removes files that nobody shows and that are older than an hour: what a crash left between storing and showing, or between
 * showing and removing. A file that is shown later than this list was read is younger (`uploadImage`). Returns how many.
 */
export async function sweepImages({ transact, images }: ImageWork): Promise<number> {
  const { shown, now } = await transact(async (work) => {
    const categories = await work.categories.all();
    const keys = [...(await work.menuItems.imageKeys()), ...categories.map(({ imageKey }) => imageKey)];
    return { shown: new Set(keys), now: work.now };
  });
  const old = await images.filesBefore(new Date(now.getTime() - UNSHOWN_FOR_MS));
  const orphans = old.filter((file) => !shown.has(keyOfFile(file) ?? null));
  await images.remove(orphans);
  return orphans.length;
}

import { keyOfFile } from '../domain/image.ts';
import type { ImageWork } from './images.ts';
import type { Work } from './work.ts';

const UNSHOWN_FOR_MS = 60 * 60_000;

/**
 * Removes files that nobody shows and that are older than an hour: what a crash left between storing and showing, or between
 * showing and removing. A picture that is shown only after this looked who shows what is younger (`uploadImage`). Returns how many.
 */
export async function sweepImages({ transact, images }: ImageWork): Promise<number> {
  const { keys, now } = await transact(async (work) => ({ keys: await shownKeys(work), now: work.now }));
  const old = await images.filesBefore(new Date(now.getTime() - UNSHOWN_FOR_MS));
  const orphans = old.filter((file) => !keys.has(keyOfFile(file) ?? 'half-written'));
  await images.remove(orphans);
  return orphans.length;
}

async function shownKeys(work: Work): Promise<Set<string>> {
  const categories = await work.categories.all();
  return new Set([...(await work.menuItems.imageKeys()), ...categories.flatMap(({ imageKey }) => imageKey ?? [])]);
}

import { unavailable } from '@campus/errors/app-error';
import type { ImageOwner } from './image-owner.ts';
import type { ImageWork, StoredImage } from './images.ts';

/** Far below the age at which files that nobody shows are swept, so that none is swept between being stored and being shown. */
const RECORD_WITHIN_MS = 10 * 60_000;

/** Stores a picture, then shows it, then removes the one before. A crash in between leaves the old picture and files that are swept. */
export async function uploadImage<Owner>(
  { transact, images }: ImageWork,
  { owner, upload }: { owner: ImageOwner<Owner>; upload: Uint8Array },
): Promise<Owner> {
  await transact((work) => owner.imageKey(work));
  const image = await images.add(upload);
  const { changed, replaced } = await transact(async (work) => {
    refuseLate(image, work.now);
    const before = await owner.imageKey(work);
    return { changed: await owner.setImage(work, image.key), replaced: before };
  });
  if (replaced !== null) await images.discard(replaced);
  return changed;
}

function refuseLate({ storedAt }: StoredImage, now: Date): void {
  if (now.getTime() - storedAt.getTime() > RECORD_WITHIN_MS) throw unavailable('The upload took too long.');
}

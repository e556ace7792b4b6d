import type { ImageOwner } from './image-owner.ts';
import type { ImageWork } from './images.ts';

/** Leaves its owner without a picture; one that has none stays as it is. */
export async function removeImage<Owner>({ transact, images }: ImageWork, owner: ImageOwner<Owner>): Promise<void> {
  const removed = await transact(async (work) => {
    const key = await owner.imageKey(work);
    if (key !== null) await owner.setImage(work, null);
    return key;
  });
  if (removed !== null) await images.discard(removed);
}

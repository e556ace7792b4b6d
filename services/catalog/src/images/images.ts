import { randomUUID } from 'node:crypto';
import { later } from '@campus/lifecycle/later';
import type { Logger } from '@campus/logger/logger';
import { imageFile, imageFiles, keyOfFile } from '../domain/image.ts';
import type { Images } from '../use-cases/images.ts';
import type { ImageStore } from './image-store.ts';
import { oneAtATime } from './one-at-a-time.ts';

// A picture of 25 megapixels takes 150 MB while it is converted, and an upload that waits its 5 MB.
const MOST_UPLOADS = 8;

const converter = later(() => import('./convert-image.ts'));

/** Pictures made by sharp and kept in a store. */
export function createImages({ store, logger }: { store: ImageStore; logger: Logger }): Images {
  const inTurn = oneAtATime(MOST_UPLOADS);
  const discard = async (key: string) => {
    const removals = await Promise.allSettled(imageFiles(key).map((file) => store.remove(file)));
    const failure = removals.find((removal) => removal.status === 'rejected');
    if (failure) logger.warn({ err: failure.reason, key }, 'a picture could not be removed and will be swept');
  };
  return {
    async add(upload) {
      const { large, small } = await inTurn(async () => (await converter()).convertImage(upload));
      const key = randomUUID();
      const storedAt = new Date();
      const puts = [store.put(imageFile(key, 'large'), large), store.put(imageFile(key, 'small'), small)];
      const failure = (await Promise.allSettled(puts)).find((put) => put.status === 'rejected');
      // Half a picture would keep its room for an hour: a full disk has none to spare.
      if (failure) {
        await discard(key);
        throw failure.reason;
      }
      return { key, storedAt };
    },
    read: async (file) => (keyOfFile(file) === undefined ? undefined : store.find(file)),
    discard,
    filesBefore: (moment) => store.filesBefore(moment),
    async remove(files) {
      for (const file of files) await store.remove(file);
    },
  };
}

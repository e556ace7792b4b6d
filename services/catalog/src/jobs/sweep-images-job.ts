import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import type { ImageWork } from '../use-cases/images.ts';
import { sweepImages } from '../use-cases/sweep-images.ts';

const EVERY_MS = 3_600_000;

/** Removes hourly the files that nobody shows. Replicas may do it at the same time: removing twice does no harm. */
export function sweepImagesJob({ logger, ...work }: ImageWork & { logger: Logger }): Part {
  return repeatingJob({
    name: 'sweep images',
    everyMs: EVERY_MS,
    logger,
    async work() {
      const count = await sweepImages(work);
      if (count > 0) logger.info({ count }, 'files of pictures that nobody shows were removed');
    },
  });
}

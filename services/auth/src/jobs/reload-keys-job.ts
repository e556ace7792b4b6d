import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';

const LOOK_EVERY_MS = 2_000;

/** Looks at the file itself: a mounted secret is swapped by a link, which no watcher of the file notices. */
export function reloadKeysJob({ reload, logger }: { reload(): Promise<void>; logger: Logger }): Part {
  return repeatingJob({ name: 'signing keys', everyMs: LOOK_EVERY_MS, logger, work: reload });
}

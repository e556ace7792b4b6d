import type { DiscardedLetter } from '@campus/contracts/operation-events';
import type { Work } from './work.ts';

export async function recordDiscarded(work: Work, letter: DiscardedLetter): Promise<void> {
  await work.operations.keepDiscarded(letter);
}

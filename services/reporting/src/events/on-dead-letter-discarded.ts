import type { ReceivedEvent } from '@campus/contracts/event';
import type { deadLetterDiscarded } from '@campus/contracts/operation-events';
import { recordDiscarded } from '../use-cases/record-discarded.ts';
import type { Work } from '../use-cases/work.ts';

export async function onDeadLetterDiscarded(
  work: Work,
  event: ReceivedEvent<typeof deadLetterDiscarded>,
): Promise<void> {
  await recordDiscarded(work, event.data.letter);
}

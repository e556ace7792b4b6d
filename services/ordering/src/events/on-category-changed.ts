import type { ReceivedEvent } from '@campus/contracts/event';
import type { categoryChanged } from '@campus/contracts/menu-events';
import type { Work } from '../use-cases/work.ts';

export async function onCategoryChanged(work: Work, { data }: ReceivedEvent<typeof categoryChanged>): Promise<void> {
  await work.menu.keepCategory(data.category);
}

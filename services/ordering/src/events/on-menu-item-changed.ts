import type { ReceivedEvent } from '@campus/contracts/event';
import type { menuItemChanged } from '@campus/contracts/menu-events';
import type { Work } from '../use-cases/work.ts';

export async function onMenuItemChanged(work: Work, { data }: ReceivedEvent<typeof menuItemChanged>): Promise<void> {
  await work.menu.keepItem(data.item);
}

import type { ReceivedEvent } from '@campus/contracts/event';
import type { categoryChanged } from '@campus/contracts/menu-events';
import type { Announcements } from './announcements.ts';
import type { Content } from './entry.ts';

/** A category that is switched off takes its dishes from the menu without any of them changing. */
export async function onCategoryChanged(
  work: Announcements,
  { data }: ReceivedEvent<typeof categoryChanged>,
): Promise<void> {
  const content: Content = { kind: 'category', body: { category: data.category } };
  work.tell('kitchen', content);
  work.tell('orders', content);
}

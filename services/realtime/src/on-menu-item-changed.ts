import type { ReceivedEvent } from '@campus/contracts/event';
import type { menuItemChanged } from '@campus/contracts/menu-events';
import { rupeesFromPaise } from '@campus/money/money';
import type { Announcements } from './announcements.ts';
import type { Content } from './entry.ts';

export async function onMenuItemChanged(
  work: Announcements,
  { data }: ReceivedEvent<typeof menuItemChanged>,
): Promise<void> {
  const { price_paise, ...item } = data.item;
  const content: Content = { kind: 'menu_item', body: { item: { ...item, price: rupeesFromPaise(price_paise) } } };
  work.tell('kitchen', content);
  work.tell('orders', content);
}

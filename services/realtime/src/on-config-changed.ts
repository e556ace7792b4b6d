import type { configChanged } from '@campus/contracts/config-events';
import type { ReceivedEvent } from '@campus/contracts/event';
import type { Announcements } from './announcements.ts';
import type { Content } from './entry.ts';

/** What `GET /restaurant` shows to everyone; the other settings are for staff screens. */
const PUBLIC_KEYS = new Set([
  'restaurant_open',
  'paused_until',
  'time_slots',
  'delivery_enabled',
  'delivery_charge',
  'cash_payment_enabled',
  'upi_payment_enabled',
  'max_quantity_per_item',
  'max_lines_per_order',
]);

export async function onConfigChanged(
  work: Announcements,
  { data }: ReceivedEvent<typeof configChanged>,
): Promise<void> {
  const { key, value, updated_at, version } = data;
  const content: Content = { kind: 'config', body: { key, value, updated_at, version } };
  work.tell('kitchen', content);
  if (!PUBLIC_KEYS.has(key)) return;
  work.tell('orders', content);
  work.tell('delivery', content);
}

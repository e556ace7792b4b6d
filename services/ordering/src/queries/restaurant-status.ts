import type { Db } from '@campus/database/connect';
import { rupeesFromPaise } from '@campus/money/money';
import { openingAt } from '../domain/opening.ts';
import type { Settings } from '../domain/settings.ts';
import { readSettingValues, settingsFrom } from '../persistence/settings-row.ts';

/** What everybody may know before ordering: open or why not, the slot with its places, ways of paying, delivery, limits. */
export async function restaurantStatus(db: Db, { now, timeZone }: { now: Date; timeZone: string }) {
  const settings = settingsFrom(await readSettingValues(db), timeZone);
  const opening = openingAt(settings, now);
  return {
    is_open: opening.open,
    reason: opening.open ? null : opening.reason,
    opens_at: opening.open ? null : (opening.opensAt?.toISOString() ?? null),
    current_slot: opening.open
      ? {
          name: opening.slot.name,
          closes_at: opening.slot.closesAt.toISOString(),
          places_left: await placesLeft(db, opening.slot, settings),
        }
      : null,
    payment_methods: waysOfPaying(settings),
    delivery: { enabled: settings.deliveryEnabled, charge: rupeesFromPaise(settings.deliveryChargePaise) },
    limits: { quantity_per_item: settings.maxQuantityPerItem, lines_per_order: settings.maxLinesPerOrder },
    time_zone: timeZone,
  };
}

async function placesLeft(db: Db, slot: { name: string; businessDay: string }, { maxOrdersPerSlot }: Settings) {
  const counter = await db('slot_counters').where({ business_day: slot.businessDay, slot: slot.name }).first('taken');
  return Math.max(0, maxOrdersPerSlot - (counter?.taken ?? 0));
}

function waysOfPaying({ upiPaymentEnabled, cashPaymentEnabled }: Settings): ('upi' | 'cash')[] {
  return [...(upiPaymentEnabled ? (['upi'] as const) : []), ...(cashPaymentEnabled ? (['cash'] as const) : [])];
}

/** Every setting by its key, in the API's units. */
export function allSettings(db: Db) {
  return readSettingValues(db);
}

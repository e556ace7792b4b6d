import type { Db } from '@campus/database/connect';
import { openingAt } from '../domain/opening.ts';
import { readSettingValues, settingsFrom } from '../persistence/settings-row.ts';

/** How full the slot is that takes orders now, from 0 to 1; 1 too when nothing may be placed in it, undefined while none is open. */
export async function slotFill(
  db: Db,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<number | undefined> {
  const settings = settingsFrom(await readSettingValues(db), timeZone);
  const opening = openingAt(settings, now);
  if (!opening.open) return undefined;
  const { businessDay: business_day, name: slot } = opening.slot;
  const counter = await db('slot_counters').where({ business_day, slot }).first('taken');
  const taken = counter?.taken ?? 0;
  return settings.maxOrdersPerSlot > 0 ? taken / settings.maxOrdersPerSlot : 1;
}

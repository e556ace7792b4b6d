import { businessDay } from '@campus/business-time/business-clock';
import { nextOpening, type OpenWindow, windowAt } from '@campus/business-time/time-windows';
import { conflict } from '@campus/errors/app-error';
import type { Settings } from './settings.ts';

/** Open with the slot that takes orders, or closed with the reason and, where it is known, when it opens. */
export type Opening =
  | { open: true; slot: OpenWindow }
  | { open: false; reason: 'closed' | 'paused' | 'outside_hours'; opensAt: Date | null };

export function openingAt(settings: Settings, now: Date): Opening {
  const { timeWindows, timeZone, pausedUntil } = settings;
  if (!settings.restaurantOpen) return { open: false, reason: 'closed', opensAt: null };
  if (pausedUntil && pausedUntil > now)
    return { open: false, reason: 'paused', opensAt: opensAfter(settings, pausedUntil) };
  const slot = windowAt(timeWindows, now, timeZone);
  if (slot) return { open: true, slot };
  return { open: false, reason: 'outside_hours', opensAt: nextOpening(timeWindows, now, timeZone) ?? null };
}

/** The slot that takes orders now; throws 409 `RESTAURANT_CLOSED` with `details: {reason, opens_at}` when there is none. */
export function requireOpenSlot(settings: Settings, now: Date): OpenWindow {
  const opening = openingAt(settings, now);
  if (opening.open) return opening.slot;
  throw conflict('RESTAURANT_CLOSED', 'The restaurant is not taking orders now.', {
    reason: opening.reason,
    opens_at: opening.opensAt?.toISOString() ?? null,
  });
}

/** The business day of a moment: that of the window it falls into, outside every window the calendar date. */
export function businessDayAt({ timeWindows, timeZone }: Settings, now: Date): string {
  return windowAt(timeWindows, now, timeZone)?.businessDay ?? businessDay(now, timeZone);
}

// A pause may end outside every window: then the next window counts.
function opensAfter({ timeWindows, timeZone }: Settings, pausedUntil: Date): Date | null {
  if (windowAt(timeWindows, pausedUntil, timeZone)) return pausedUntil;
  return nextOpening(timeWindows, pausedUntil, timeZone) ?? null;
}

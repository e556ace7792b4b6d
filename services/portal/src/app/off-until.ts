export type OffUntil = 'hour' | 'slot' | 'tomorrow';

const HOUR_MS = 3_600_000;

/** When a dish comes back, as an ISO instant; undefined where there is no such moment (no window is open). */
export function offUntil(
  choice: OffUntil,
  { now, timeZone, slotEndsAt }: { now: number; timeZone: string; slotEndsAt: string | undefined },
): string | undefined {
  if (choice === 'hour') return new Date(now + HOUR_MS).toISOString();
  return choice === 'slot' ? slotEndsAt : startOfTomorrow(now, timeZone).toISOString();
}

/** The first moment of the restaurant's next day. */
export function startOfTomorrow(now: number, timeZone: string): Date {
  const [year = 0, month = 1, day = 1] = wallClock(now, timeZone);
  const midnight = Date.UTC(year, month - 1, day + 1);
  // The offset may change in that very night: what it is at the guess decides.
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess, timeZone));
}

function offsetAt(instant: number, timeZone: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = wallClock(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

// Sweden writes dates as ISO 8601 does.
function wallClock(instant: number, timeZone: string): number[] {
  const written = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  );
  return written.split(/[- :]/).map(Number);
}

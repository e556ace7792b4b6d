import { addDays, businessDay, instantOf } from './business-clock.ts';

/** The meal windows by name. A window whose end is not after its start crosses midnight; equal times mean a whole day. */
export type TimeWindows = Record<string, { start: string; end: string }>;

/** A window on one of its days: `[opensAt, closesAt)`. Its business day is the date on which it opened. */
export interface OpenWindow {
  name: string;
  businessDay: string;
  opensAt: Date;
  closesAt: Date;
}

/** The window that is open at `now`, or undefined. Windows do not overlap, so there is at most one. */
export function windowAt(windows: TimeWindows, now: Date, timeZone: string): OpenWindow | undefined {
  const today = businessDay(now, timeZone);
  return [addDays(today, -1), today]
    .flatMap((day) => windowsOn(windows, day, timeZone))
    .find((window) => window.opensAt <= now && now < window.closesAt);
}

/** The next instant after `now` at which a window opens, within the next two days, or undefined when there is none. */
export function nextOpening(windows: TimeWindows, now: Date, timeZone: string): Date | undefined {
  const today = businessDay(now, timeZone);
  return [today, addDays(today, 1), addDays(today, 2)]
    .flatMap((day) => windowsOn(windows, day, timeZone))
    .map((window) => window.opensAt)
    .filter((opensAt) => opensAt > now)
    .sort((one, other) => one.getTime() - other.getTime())[0];
}

/** Names of two windows that overlap on the clock, or undefined when none do. */
export function overlappingWindows(windows: TimeWindows): [string, string] | undefined {
  const minutes = new Map<number, string>();
  for (const [name, { start, end }] of Object.entries(windows)) {
    const from = minuteOf(start);
    const length = (minuteOf(end) - from + 1440) % 1440 || 1440;
    for (let offset = 0; offset < length; offset += 1) {
      const other = minutes.get((from + offset) % 1440);
      if (other !== undefined) return [other, name];
      minutes.set((from + offset) % 1440, name);
    }
  }
  return undefined;
}

function windowsOn(windows: TimeWindows, day: string, timeZone: string): OpenWindow[] {
  return Object.entries(windows).map(([name, { start, end }]) => ({
    name,
    businessDay: day,
    opensAt: instantOf(day, start, timeZone),
    closesAt: instantOf(day, end, timeZone, minuteOf(end) <= minuteOf(start) ? 1 : 0),
  }));
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

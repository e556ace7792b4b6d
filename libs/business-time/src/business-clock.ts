import { DateTime } from 'luxon';

/** The calendar date of an instant in the restaurant's time zone, `YYYY-MM-DD`. Outside windows it is the business day. */
export function businessDay(instant: Date, timeZone: string): string {
  return inZone(instant, timeZone).toFormat('yyyy-MM-dd');
}

/** First and last instant (exclusive) of a business day as a calendar date, for ranges in reports and lists. */
export function dayBounds(day: string, timeZone: string): { from: Date; until: Date } {
  const start = DateTime.fromISO(day, { zone: timeZone });
  return { from: start.toJSDate(), until: start.plus({ days: 1 }).toJSDate() };
}

/** The instant of a wall-clock time (`HH:MM`) on a day, `daysLater` days on. A time that a clock change skips moves forward. */
export function instantOf(day: string, time: string, timeZone: string, daysLater = 0): Date {
  const [hour, minute] = time.split(':').map(Number);
  return DateTime.fromISO(day, { zone: timeZone }).plus({ days: daysLater }).set({ hour, minute }).toJSDate();
}

/** The day `count` days after (before, when negative) a day. */
export function addDays(day: string, count: number): string {
  return DateTime.fromISO(day, { zone: 'UTC' }).plus({ days: count }).toFormat('yyyy-MM-dd');
}

function inZone(instant: Date, timeZone: string): DateTime {
  return DateTime.fromJSDate(instant, { zone: timeZone });
}

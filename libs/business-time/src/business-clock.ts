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

// Every order asks for the same few instants of its day, and luxon's answer was a tenth of its CPU.
const MOST_INSTANTS = 1_000;
const instants = new Map<string, number>();

/** The instant of a wall-clock time (`HH:MM`) on a day, `daysLater` days on. A time that a clock change skips moves forward. */
export function instantOf(day: string, time: string, timeZone: string, daysLater = 0): Date {
  const question = `${day} ${time} ${timeZone} ${daysLater}`;
  const known = instants.get(question);
  if (known !== undefined) return new Date(known);
  const [hour, minute] = time.split(':').map(Number);
  const instant = DateTime.fromISO(day, { zone: timeZone }).plus({ days: daysLater }).set({ hour, minute }).toJSDate();
  if (instants.size >= MOST_INSTANTS) instants.clear();
  instants.set(question, instant.getTime());
  return instant;
}

/** The day `count` days after (before, when negative) a day. */
export function addDays(day: string, count: number): string {
  return DateTime.fromISO(day, { zone: 'UTC' }).plus({ days: count }).toFormat('yyyy-MM-dd');
}

function inZone(instant: Date, timeZone: string): DateTime {
  return DateTime.fromJSDate(instant, { zone: timeZone });
}

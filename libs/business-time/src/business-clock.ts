import { DateTime } from 'luxon';

// Every order asks for the same few days and instants, and luxon's answers were a tenth of its CPU.
const dayOf = remembering<string>();
const millisOf = remembering<number>();
const dayBeside = remembering<string>();
const MOST_REMEMBERED = 1_000;
const MINUTE_MS = 60_000;

/** The calendar date of an instant in the restaurant's time zone, `YYYY-MM-DD`. Outside windows it is the business day. */
export function businessDay(instant: Date, timeZone: string): string {
  // A day begins with a minute, in every zone.
  const minute = Math.floor(instant.getTime() / MINUTE_MS);
  return dayOf(`${minute} ${timeZone}`, () => inZone(instant, timeZone).toFormat('yyyy-MM-dd'));
}

/** First and last instant (exclusive) of a business day as a calendar date, for ranges in reports and lists. */
export function dayBounds(day: string, timeZone: string): { from: Date; until: Date } {
  const start = DateTime.fromISO(day, { zone: timeZone });
  return { from: start.toJSDate(), until: start.plus({ days: 1 }).toJSDate() };
}

/** The instant of a wall-clock time (`HH:MM`) on a day, `daysLater` days on. A time that a clock change skips moves forward. */
export function instantOf(day: string, time: string, timeZone: string, daysLater = 0): Date {
  const millis = millisOf(`${day} ${time} ${timeZone} ${daysLater}`, () => {
    const [hour, minute] = time.split(':').map(Number);
    return DateTime.fromISO(day, { zone: timeZone }).plus({ days: daysLater }).set({ hour, minute }).toMillis();
  });
  return new Date(millis);
}

/** The day `count` days after (before, when negative) a day. */
export function addDays(day: string, count: number): string {
  return dayBeside(`${day} ${count}`, () =>
    DateTime.fromISO(day, { zone: 'UTC' }).plus({ days: count }).toFormat('yyyy-MM-dd'),
  );
}

function remembering<Answer>(): (question: string, answer: () => Answer) => Answer {
  const answers = new Map<string, Answer>();
  return (question, answer) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    const fresh = answer();
    answers.set(question, fresh);
    return fresh;
  };
}

function inZone(instant: Date, timeZone: string): DateTime {
  return DateTime.fromJSDate(instant, { zone: timeZone });
}

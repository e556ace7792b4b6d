/** How amounts and times are written: in rupees, and by the restaurant's clock wherever the device is. */
export interface Format {
  /** `₹120.00` */
  money(rupees: number): string;
  /** `₹1.2K`, where room is short: on the axis of a chart. */
  shortMoney(rupees: number): string;
  number(value: number): string;
  /** `12:35 pm` */
  time(instant: string | number | Date): string;
  /** `26 Nov, 12:35 pm`; the time alone today. */
  moment(instant: string | number | Date, now?: number): string;
  /** A business day `2026-11-26` as `Thu, 26 Nov 2026`. */
  day(day: string): string;
  /** The same as `26 Nov`. */
  shortDay(day: string): string;
  /** `in 5 min`, `2 h ago` */
  relative(instant: string | number | Date, now: number): string;
  /** The business day of an instant by the calendar, `2026-11-26`. */
  calendarDay(instant: string | number | Date): string;
}

export interface FormatOptions {
  locale: string;
  timeZone: string;
}

export function createFormat({ locale, timeZone }: FormatOptions): Format {
  const rupees = new Intl.NumberFormat(locale, { style: 'currency', currency: 'INR' });
  const fewRupees = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'INR',
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const plain = new Intl.NumberFormat(locale);
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  const dayAndClock = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  const longDay = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const briefDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  // Sweden writes dates as ISO 8601 does.
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const calendarDay = (instant: string | number | Date) => isoDay.format(new Date(instant));

  return {
    money: (value) => rupees.format(value),
    shortMoney: (value) => fewRupees.format(value),
    number: (value) => plain.format(value),
    time: (instant) => clock.format(new Date(instant)),
    moment: (instant, now = Date.now()) =>
      (calendarDay(instant) === calendarDay(now) ? clock : dayAndClock).format(new Date(instant)),
    day: (day) => longDay.format(new Date(`${day}T00:00:00Z`)),
    shortDay: (day) => briefDay.format(new Date(`${day}T00:00:00Z`)),
    relative(instant, now) {
      const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
      if (Math.abs(seconds) < 3_600) return ago.format(Math.round(seconds / 60), 'minute');
      return Math.abs(seconds) < 86_400
        ? ago.format(Math.round(seconds / 3_600), 'hour')
        : ago.format(Math.round(seconds / 86_400), 'day');
    },
    calendarDay,
  };
}

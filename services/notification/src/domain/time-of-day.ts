import { TEXTS } from './wording.ts';

/** The restaurant's wall clock at an instant: `1:45 pm`. */
export function timeOfDay(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(TEXTS.locale, { hour: 'numeric', minute: '2-digit', hour12: true, timeZone })
    .format(new Date(instant))
    .replace(/\s/g, ' ');
}

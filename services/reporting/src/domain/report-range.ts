import { addDays } from '@campus/business-time/business-clock';
import { validationError } from '@campus/errors/app-error';

/** Business days, both inclusive. */
export interface ReportRange {
  from: string;
  to: string;
}

const MOST_DAYS = 366;

/** Today unless said, in order, at most 366 days. */
export function reportRange({ from, to, today }: Partial<ReportRange> & { today: string }): ReportRange {
  const last = to ?? today;
  const first = from ?? last;
  if (first > last) throw validationError([{ path: 'from', message: 'must not be after to' }]);
  if (addDays(first, MOST_DAYS - 1) < last) {
    throw validationError([{ path: 'to', message: `must be within ${MOST_DAYS} days of from` }]);
  }
  return { from: first, to: last };
}

export function daysOf({ from, to }: ReportRange): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

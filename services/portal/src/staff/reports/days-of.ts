import type { ReportsSearch } from './reports-search.ts';

/** Business days, both included. */
export interface Days {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
/** The server's limit. */
const MOST_DAYS = 366;

/** The days that are meant, given which day it is at the restaurant. */
export function daysOf({ range = 'today', from, to }: ReportsSearch, today: string): Days {
  switch (range) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: daysBefore(today, 1), to: daysBefore(today, 1) };
    case 'week':
      return { from: daysBefore(today, 6), to: today };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'custom':
      return { from: from ?? to ?? today, to: to ?? from ?? today };
  }
}

export function faultOf({ from, to }: Days): 'wrong' | 'long' | undefined {
  if (from > to) return 'wrong';
  return countOf({ from, to }) > MOST_DAYS ? 'long' : undefined;
}

export function countOf({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

function daysBefore(day: string, count: number): string {
  // Days without a zone: UTC has no clock changes.
  return new Date(Date.parse(day) - count * DAY_MS).toISOString().slice(0, 10);
}

import { chosenDay } from '../../app/chosen-day.ts';

export const RANGES = ['today', 'yesterday', 'week', 'month', 'custom'] as const;
export type RangeName = (typeof RANGES)[number];
export const BUCKETS = ['hour', 'slot', 'day'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Which days and how they are cut, as it stands in the address. `from` and `to` count for `custom` only. */
export interface ReportsSearch {
  range?: RangeName;
  from?: string;
  to?: string;
  by?: Bucket;
}

/** Reads the address; what nobody could have chosen is left out instead of breaking the page. */
export function reportsSearch({ range, from, to, by }: Record<string, unknown>): ReportsSearch {
  const chosen = {
    range: RANGES.find((name) => name === range),
    from: chosenDay(from),
    to: chosenDay(to),
    by: BUCKETS.find((bucket) => bucket === by),
  };
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}

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

const DAY = /^2\d{3}-\d{2}-\d{2}$/;

/** Reads the address; what nobody could have chosen is left out instead of breaking the page. */
export function reportsSearch({ range, from, to, by }: Record<string, unknown>): ReportsSearch {
  const chosen = {
    range: RANGES.find((name) => name === range),
    from: dayOf(from),
    to: dayOf(to),
    by: BUCKETS.find((bucket) => bucket === by),
  };
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

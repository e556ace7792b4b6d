interface Counted {
  orders: number;
}

/** From the first to the last that has orders: the hours of the night tell nothing. */
export function withoutEmptyEnds<Bucket extends Counted>(buckets: readonly Bucket[]): Bucket[] {
  const first = buckets.findIndex(({ orders }) => orders > 0);
  const last = buckets.findLastIndex(({ orders }) => orders > 0);
  return first < 0 ? [] : buckets.slice(first, last + 1);
}

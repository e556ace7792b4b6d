/** Milliseconds to wait after the n-th failure in a row (0 = none yet): full jitter below a doubling bound. */
export function backoffMs(failures: number, { firstMs, mostMs }: { firstMs: number; mostMs: number }): number {
  return Math.random() * Math.min(mostMs, firstMs * 2 ** failures);
}

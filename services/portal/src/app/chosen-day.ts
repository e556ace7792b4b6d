const DAY = /^2\d{3}-\d{2}-\d{2}$/;

/** A business day that stands in an address; undefined for what no calendar has, which JavaScript would move into the next month. */
export function chosenDay(value: unknown): string | undefined {
  if (typeof value !== 'string' || !DAY.test(value)) return undefined;
  const at = Date.parse(value);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value) ? value : undefined;
}

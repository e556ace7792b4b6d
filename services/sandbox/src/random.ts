const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export type Random = () => number;

/** Without a seed: `Math.random`. With one: mulberry32, so that ids and delivery orders repeat between runs. */
export function createRandom(seed?: number): Random {
  if (seed === undefined) return Math.random;
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Razorpay's form: prefix and fourteen case-sensitive alphanumerics. */
export function razorpayId(random: Random, prefix: string): string {
  return `${prefix}_${pick(random, LETTERS, 14)}`;
}

export function hexId(random: Random, prefix: string, length: number): string {
  return prefix + pick(random, '0123456789abcdef', length);
}

export function digits(random: Random, length: number): string {
  return pick(random, '0123456789', length);
}

/** Fisher and Yates; the given list stays as it was. */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as Item, result[last] as Item];
  }
  return result;
}

function pick(random: Random, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

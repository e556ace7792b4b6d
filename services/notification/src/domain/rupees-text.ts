import { numericFromPaise } from '@campus/money/money';

/** An amount as people read it, always with two decimals: `₹460.00`. */
export function rupeesText(paise: number): string {
  return `₹${numericFromPaise(paise)}`;
}

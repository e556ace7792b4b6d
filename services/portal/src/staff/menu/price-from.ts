import { rupeesFrom } from '../../texts/rupees-text.ts';

/** A price from what a person wrote; nothing is given away. */
export function priceFrom(text: string): number | undefined {
  return rupeesFrom(text) || undefined;
}

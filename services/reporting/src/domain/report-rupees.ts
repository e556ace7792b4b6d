/**
 * Paise of a sum to rupees as a JSON number. A sum over a year may be larger than the NUMERIC(10,2) that `@campus/money` guards;
 * IEEE division rounds correctly, so this too is the double nearest to the decimal.
 */
export function reportRupees(paise: number): number {
  return paise / 100;
}

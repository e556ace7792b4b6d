/** Money is an integer number of paise. These are its only two borders: rupees at the API, NUMERIC(10,2) in tables. */

const NUMERIC = /^(-?)(\d{1,8})(?:\.(\d{1,2}))?$/;

/** The largest amount a NUMERIC(10,2) column holds, in paise. */
export const MAX_PAISE = 9_999_999_999;

/** Text of a NUMERIC(10,2) column or of a decimal number, to paise: `'8.35'` is 835. Throws RangeError on anything else. */
export function paiseFromNumeric(text: string): number {
  const match = NUMERIC.exec(text);
  if (!match) throw new RangeError(`Not an amount with at most two decimals: ${text}`);
  const [, sign, rupees, fraction = ''] = match;
  const paise = Number(rupees) * 100 + Number(fraction.padEnd(2, '0'));
  return sign && paise > 0 ? -paise : paise;
}

/** Paise to the text of a NUMERIC(10,2) column: 835 is `'8.35'`. */
export function numericFromPaise(paise: number): string {
  if (!Number.isSafeInteger(paise) || Math.abs(paise) > MAX_PAISE)
    throw new RangeError(`Not an amount in paise: ${paise}`);
  const digits = String(Math.abs(paise)).padStart(3, '0');
  return `${paise < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Rupees as a JSON number to paise, through its shortest decimal form and never by multiplication. Throws RangeError for a third decimal. */
export function paiseFromRupees(rupees: number): number {
  return paiseFromNumeric(String(rupees));
}

/** Paise to rupees as a JSON number: 835 is 8.35, the double nearest to that decimal. */
export function rupeesFromPaise(paise: number): number {
  return Number(numericFromPaise(paise));
}

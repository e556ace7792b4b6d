const AMOUNT = /^(\d{1,8})(?:\.(\d{1,2}))?$/;

/** Rupees as a person writes them, in exact paise: `99.5` is 9950. Undefined for anything that is no such amount. */
export function paiseOf(written: string): number | undefined {
  const [, rupees, fraction = ''] = AMOUNT.exec(written.trim()) ?? [];
  return rupees === undefined ? undefined : Number(rupees) * 100 + Number(fraction.padEnd(2, '0'));
}

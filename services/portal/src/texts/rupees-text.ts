const RUPEES = /^\d{1,8}(?:\.\d{1,2})?$/;

/** Rupees from what a person wrote, exact to the paisa; undefined for everything that is no amount. */
export function rupeesFrom(text: string): number | undefined {
  const written = text
    .trim()
    .replace(/^₹\s*/, '')
    .replace(/(?<=\d),(?=\d{2,3}(?:\D|$))/g, '');
  return RUPEES.test(written) ? Number(written) : undefined;
}

/** As it stands in a field: with paise only where there are some. */
export function rupeesText(rupees: number): string {
  return Number.isInteger(rupees) ? String(rupees) : rupees.toFixed(2);
}

/** An amount of the API as a person writes it. */
export function inRupees(amount: number): string {
  return `₹${amount.toFixed(2)}`;
}

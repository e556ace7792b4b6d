/** A row that was locked before must still be there in that version: anything else is a fault of ours. */
export function oneRow(affected: number): void {
  if (affected !== 1) throw new Error(`Expected to change one row, changed ${affected}.`);
}

import type { Call } from '../ledger/entry.ts';
import type { StoredOrder } from './placed-once.ts';

/** The second half of I8: whatever the menu does, an order costs what it cost when it was placed, at every door and at any time. */
export function changedTotals(calls: Call[], orders: StoredOrder[]): string[] {
  const stored = new Map(orders.map(({ id, totalRupees }) => [id, totalRupees]));
  const shown = calls.flatMap(({ outcome }) => outcome?.orders ?? []);
  const wrong = shown.filter(({ id, total }) => stored.has(id) && stored.get(id) !== total);
  const said = wrong.map(({ id, total }) => `order ${id} costs ${stored.get(id)}, somebody was shown ${total}`);
  return [...new Set(said)];
}

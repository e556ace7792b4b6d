import type { Call } from '../ledger/entry.ts';
import { type Verdict, verdict } from './verdict.ts';

/** An order as the database has it. */
export interface StoredOrder {
  id: string;
  userId: string;
  /** The Idempotency-Key it was ordered under, as it is written in its note. */
  key: string | undefined;
  orderNumber: string;
  businessDay: string;
  status: string;
  version: number;
  totalRupees: number;
}

interface Tries {
  calls: Call[];
  stored: StoredOrder[];
}

/** I4: each key of each person against the orders that are really there. */
export function checkPlacedOnce(calls: Call[], orders: StoredOrder[]): Verdict {
  const tries = new Map<string, Tries>();
  const at = (name: string) => {
    const known = tries.get(name) ?? { calls: [], stored: [] };
    tries.set(name, known);
    return known;
  };
  for (const call of calls) if (isPlacement(call)) at(`${call.userId} ${call.key}`).calls.push(call);
  for (const order of orders) if (order.key) at(`${order.userId} ${order.key}`).stored.push(order);
  const counts = { ok: 0, fail: 0, unknown: 0 };
  const violations = [...tries].flatMap(([name, one]) => {
    counts[certaintyOf(one)] += 1;
    return faultsOf(one).map((fault) => `${name}: ${fault}`);
  });
  const figures = { keys: tries.size, answered: counts.ok, refused: counts.fail, unknown: counts.unknown };
  return verdict('I4', { figures, violations });
}

function isPlacement({ operation, method, key }: Call): boolean {
  return operation === 'order' && method === 'POST' && key !== undefined;
}

function certaintyOf({ calls }: Tries): 'ok' | 'fail' | 'unknown' {
  const phases = calls.map(({ outcome }) => (outcome?.code === 'REQUEST_IN_PROGRESS' ? 'info' : outcome?.phase));
  if (phases.includes('ok')) return 'ok';
  return phases.length > 0 && phases.every((phase) => phase === 'fail') ? 'fail' : 'unknown';
}

function faultsOf(tries: Tries): string[] {
  const { calls, stored } = tries;
  const answered = new Set(calls.flatMap(({ outcome }) => outcome?.orders.map(({ id }) => id) ?? []));
  const ids = stored.map(({ id }) => id);
  const faults: string[] = [];
  if (stored.length > 1) faults.push(`stored ${stored.length} times (${ids.join(', ')})`);
  if (answered.size > 1) faults.push(`answered with ${answered.size} orders (${[...answered].join(', ')})`);
  const certainty = certaintyOf(tries);
  if (certainty === 'ok' && stored.length === 0) faults.push(`answered and not there (${[...answered].join(', ')})`);
  if (certainty === 'fail' && stored.length > 0) faults.push(`refused and there all the same (${ids.join(', ')})`);
  for (const id of answered)
    if (stored.length > 0 && !ids.includes(id)) faults.push(`answered ${id}, stored ${ids.join(', ')}`);
  return faults;
}

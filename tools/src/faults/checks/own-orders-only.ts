import type { Call } from '../ledger/entry.ts';
import { type Verdict, verdict } from './verdict.ts';

const CUSTOMERS = /^(student|newcomer|hummer|stroller)-/;

/** I7: scans every answer that a customer ever got, also those to honest questions. */
export function checkOwnOrdersOnly(calls: Call[]): Verdict {
  const read = calls.filter(({ who, outcome }) => CUSTOMERS.test(who) && outcome?.phase === 'ok');
  const tries = calls.filter(({ operation }) => operation === 'foreign');
  const violations = read.flatMap(({ who, userId, operation, path, outcome }) => {
    const foreign = outcome?.orders.filter((order) => order.userId !== userId) ?? [];
    const shown = foreign.map(({ id, userId: owner }) => `${who} was shown order ${id} of ${owner} at ${path}`);
    return operation === 'foreign' && shown.length === 0
      ? [`${who} was answered at ${path}, which is not theirs`]
      : shown;
  });
  const figures = {
    'answers read': read.length,
    'orders in them': read.reduce((sum, { outcome }) => sum + (outcome?.orders.length ?? 0), 0),
    'tries to read others': tries.length,
  };
  return verdict('I7', { figures, violations });
}

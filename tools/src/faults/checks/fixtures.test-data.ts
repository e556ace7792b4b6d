import type { Call, Outcome, SeenOrder } from '../ledger/entry.ts';
import type { StoredOrder } from './placed-once.ts';

const CALL: Call = {
  call: 1,
  at: 1_000,
  who: 'student-1',
  userId: 'asha',
  operation: 'order',
  method: 'POST',
  path: '/api/v1/orders',
  key: 'k1',
  outcome: undefined,
};
const OUTCOME: Outcome = {
  ...{ phase: 'ok', call: 1, at: 1_010, ms: 10, status: 201, code: undefined, retryAfter: undefined },
  orders: [],
};
export const SEEN: SeenOrder = { id: 'o1', userId: 'asha', version: 1, status: 'received', total: 50 };

export function aCall(call: Partial<Call> = {}, outcome: Partial<Outcome> = {}): Call {
  return { ...CALL, ...call, outcome: { ...OUTCOME, ...outcome } };
}

export function anOrder(order: Partial<StoredOrder> = {}): StoredOrder {
  const fresh = { id: 'o1', userId: 'asha', key: 'k1', orderNumber: 'ORD-1', businessDay: '2026-01-05' };
  return { ...fresh, status: 'received', version: 1, totalRupees: 50, ...order };
}

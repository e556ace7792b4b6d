import type { StoredOrder } from './placed-once.ts';
import { type Verdict, verdict } from './verdict.ts';

/** A row of a history that gave a delivery to somebody or took it back; `to` is the state it left the job in (assigned, failed, nothing). */
export interface AssignmentStep {
  orderId: string;
  version: number;
  from: string | undefined;
  to: string | undefined;
}

/** I14: who has a delivery follows from one chain of steps, so two can never have it; and no number names two orders of a day. */
export function checkDeliveries(orders: StoredOrder[], steps: AssignmentStep[]): Verdict {
  const numbers = Map.groupBy(orders, ({ businessDay, orderNumber }) => `${orderNumber} of ${businessDay}`);
  const chains = Map.groupBy(steps, ({ orderId }) => orderId);
  return verdict('I14', {
    figures: { orders: orders.length, 'orders with a rider': chains.size, 'assignment steps': steps.length },
    violations: [
      ...[...numbers].flatMap(([name, { length }]) => (length > 1 ? [`${length} orders are ${name}`] : [])),
      ...[...chains].flatMap(([orderId, chain]) => broken(chain).map((what) => `order ${orderId}: ${what}`)),
    ],
  });
}

function broken(chain: AssignmentStep[]): string[] {
  const sorted = chain.toSorted((one, other) => one.version - other.version);
  return sorted.flatMap(({ version, from }, index) => {
    const before = sorted[index - 1]?.to;
    // To pick it up for the first time is a step of the order's status, not of its assignment.
    const pickedUp = before === 'assigned' && from === 'picked_up';
    return from === before || pickedUp
      ? []
      : [`version ${version} believes the job to be ${from ?? 'free'}, but it was ${before ?? 'free'}`];
  });
}

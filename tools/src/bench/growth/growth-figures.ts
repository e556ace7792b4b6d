import type { Figure } from '../figure.ts';
import type { PlanFindings } from './explained-plans.ts';
import { LISTS, type List } from './lists.ts';

/** What was measured with so many orders in the tables. */
export interface Step {
  orders: number;
  placement: number[];
  p99: Map<List, number[]>;
}

/** With this many orders the largest step is compared. */
const COMPARED = 1_000;

export function stepFigures(steps: Step[]): Figure[] {
  const part = 'growth: orders in the tables';
  const small = steps.find(({ orders }) => orders === COMPARED);
  return steps.flatMap(({ orders, placement, p99 }) => {
    const isMost = orders === steps.at(-1)?.orders;
    const beside = <Value>(value: Value | undefined) => (isMost && value !== undefined ? value : undefined);
    const among = orders.toLocaleString('en-GB');
    const rate = { part, name: `${among}: orders settled, of pgbench`, unit: '', rounds: placement };
    const compared = beside(small?.placement);
    return [
      compared ? { ...rate, against: { name: 'with 1,000', rounds: compared }, target: { atLeast: 0.9 } } : rate,
      ...[...p99].map(([list, rounds]) => {
        const figure = { part, name: `${among}: ${list.path} p99`, unit: 'ms', rounds };
        const before = beside(small?.p99.get(list));
        const against = before === undefined ? {} : { against: { name: 'with 1,000', rounds: before } };
        return { ...figure, ...against, ...(isMost && LISTS.includes(list) && { target: { atMost: 2 } }) };
      }),
    ];
  });
}

export function planFigures(plans: Map<List, PlanFindings>): Figure[] {
  const part = 'growth: plans of the lists with all orders';
  return [...plans].flatMap(([{ path }, { scanned, discardedRows }]) => [
    {
      part,
      name: `${path}: tables read from end to end ${scanned.join(' ')}`,
      unit: '',
      rounds: [scanned.length],
      target: { atMost: 0 },
    },
    { part, name: `${path}: rows read in vain`, unit: '', rounds: [discardedRows] },
  ]);
}

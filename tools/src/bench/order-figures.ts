import { cpuFigures, scaled } from './cpu-figures.ts';
import { total } from './cpu-of.ts';
import type { Figure, Target } from './figure.ts';
import type { Statement } from './pgbench-yardstick.ts';
import type { Settled } from './settled-orders.ts';

/** How many students order at once. */
export const CROWDS = [1, 16, 64] as const;
const PART = 'orders: POST /orders through the gateway';

export interface OrdersRound {
  statement: Statement;
  cash: Record<(typeof CROWDS)[number], Settled>;
  upi: Settled;
}

export function orderFigures(all: OrdersRound[]): Figure[] {
  const burst = all.map(({ cash }) => cash[16]);
  return [
    ...CROWDS.flatMap((crowd) => ratesOf(crowd, all)),
    { ...rate('UPI, 16 students: paid and settled', all), rounds: all.map(({ upi }) => upi.settledPerSecond) },
    { part: PART, name: 'answer p99, 16 students', unit: 'ms', rounds: burst.map(({ p99 }) => p99) },
    { part: PART, name: "the loader's cores", unit: '', rounds: burst.map(({ loaderShare }) => loaderShare) },
    ...cpuFigures({
      part: PART,
      what: '1,000 orders',
      rounds: burst.map(({ cpu }) => scaled(cpu, { done: 1, wanted: 1_000 })),
    }),
    {
      part: PART,
      name: 'CPU of one order over all processes',
      unit: 'ms',
      rounds: burst.map(({ cpu }) => total(cpu) * 1_000),
      against: {
        name: "PostgreSQL's for the statement",
        rounds: all.map(({ statement }) => statement.cpuSecondsPerOrder * 1_000),
      },
      target: { atMost: 18 },
    },
  ];
}

function ratesOf(crowd: (typeof CROWDS)[number], all: OrdersRound[]): Figure[] {
  const of = (key: 'acceptedPerSecond' | 'settledPerSecond' | 'refused') => all.map(({ cash }) => cash[crowd][key]);
  const who = `cash, ${crowd} ${crowd === 1 ? 'student' : 'students'}`;
  const judged = (target: Target) => (crowd === 16 ? { target } : {});
  const refused = of('refused');
  return [
    { ...rate(`${who}: accepted`, all), rounds: of('acceptedPerSecond'), ...judged({ atLeast: 0.35 }) },
    { ...rate(`${who}: settled`, all), rounds: of('settledPerSecond'), ...judged({ atLeast: 0.22 }) },
    ...(refused.some((count) => count > 0)
      ? [{ part: PART, name: `${who}: refused as busy`, unit: '', rounds: refused }]
      : []),
  ];
}

function rate(name: string, all: OrdersRound[]) {
  const against = { name: 'pgbench, one client', rounds: all.map(({ statement }) => statement.perSecond) };
  return { part: PART, name, unit: '/s', against };
}

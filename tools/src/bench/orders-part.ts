import type { Bench } from './bench.ts';
import { cpuFigures } from './cpu-figures.ts';
import { type Cpu, total } from './cpu-of.ts';
import type { Figure } from './figure.ts';
import { openOrderYardstick } from './pgbench-yardstick.ts';
import { type Lunch, openCanteen, type Settled } from './settled-orders.ts';
import { signInStudents } from './students.ts';

const CROWDS = [1, 16, 64] as const;
const WARM_UP_SECONDS = 2;

interface Round {
  statement: { perSecond: number; cpuSecondsPerOrder: number };
  cash: Record<number, Settled>;
  upi: Settled;
}

/** Orders through the gateway until the last consumer has each of them, beside pgbench with ordering's own statement. */
export async function ordersPart({ platform, wishes, say }: Bench): Promise<Figure[]> {
  const { rounds, seconds, burstSeconds } = wishes;
  const yardstick = await openOrderYardstick(platform);
  const tokens = await signInStudents(platform, Math.max(...CROWDS));
  const canteen = await openCanteen(platform, tokens[0] ?? '');
  const lunch = (students: number, options: Omit<Lunch, 'tokens'>) =>
    canteen.serve({ tokens: tokens.slice(0, students), ...options });
  try {
    await lunch(16, { seconds: WARM_UP_SECONDS, payment: 'cash' });
    await yardstick.run(WARM_UP_SECONDS);
    const all: Round[] = [];
    for (let turn = 1; turn <= rounds; turn += 1) {
      const statement = await yardstick.run(seconds);
      const cash: Round['cash'] = {};
      for (const crowd of CROWDS)
        cash[crowd] = await lunch(crowd, { seconds: crowd === 16 ? burstSeconds : seconds, payment: 'cash' });
      const upi = await lunch(16, { seconds, payment: 'upi' });
      all.push({ statement, cash, upi });
      say(
        `orders ${turn}/${rounds}: ${said(cash[16])} by 16 students; the bare statement ${Math.round(statement.perSecond)}/s`,
      );
    }
    return figuresOf(all);
  } finally {
    await canteen.close();
  }
}

function said(settled: Settled | undefined): string {
  return `${Math.round(settled?.acceptedPerSecond ?? 0)}/s accepted, ${Math.round(settled?.settledPerSecond ?? 0)}/s settled`;
}

function figuresOf(all: Round[]): Figure[] {
  const part = 'orders: POST /orders through the gateway';
  const against = { name: 'pgbench, one client', rounds: all.map(({ statement }) => statement.perSecond) };
  const of = (crowd: number, key: 'acceptedPerSecond' | 'settledPerSecond') =>
    all.map(({ cash }) => cash[crowd]?.[key] ?? Number.NaN);
  const figure = (name: string, rounds: number[]) => ({ part, name, unit: '/s', rounds, against });
  const burst = all.flatMap(({ cash }) => cash[16] ?? []);
  return [
    ...CROWDS.flatMap((crowd) => [
      {
        ...figure(`cash, ${crowd} students: accepted`, of(crowd, 'acceptedPerSecond')),
        ...targetOf(crowd, { atLeast: 0.35 }),
      },
      {
        ...figure(`cash, ${crowd} students: settled`, of(crowd, 'settledPerSecond')),
        ...targetOf(crowd, { atLeast: 0.22 }),
      },
    ]),
    figure(
      'UPI, 16 students: paid and settled',
      all.map(({ upi }) => upi.settledPerSecond),
    ),
    { part, name: 'answer p99, 16 students', unit: 'ms', rounds: burst.map(({ p99 }) => p99) },
    { part, name: "the loader's cores", unit: '', rounds: burst.map(({ loaderShare }) => loaderShare) },
    ...cpuFigures({ part, what: '1,000 orders', rounds: burst.map(({ cpu }) => perThousand(cpu)) }),
    {
      part,
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

function targetOf(crowd: number, target: { atLeast: number }) {
  return crowd === 16 ? { target } : {};
}

function perThousand(cpu: Cpu): Cpu {
  return Object.fromEntries(Object.entries(cpu).map(([name, seconds]) => [name, seconds * 1_000]));
}

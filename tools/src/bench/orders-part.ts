import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';
import { CROWDS, type OrdersRound, orderFigures } from './order-figures.ts';
import { openOrderYardstick, type Statement } from './pgbench-yardstick.ts';
import { type Lunch, openCanteen, type Settled } from './settled-orders.ts';
import { signInStudents } from './students.ts';

/** Orders through the gateway until the last consumer has each of them, beside pgbench with ordering's own statement. */
export async function ordersPart({ platform, wishes, say }: Bench): Promise<Figure[]> {
  const { rounds, warmUpSeconds, seconds, burstSeconds } = wishes;
  const yardstick = await openOrderYardstick(platform);
  const tokens = await signInStudents(platform, Math.max(...CROWDS));
  const canteen = await openCanteen(platform, tokens[0] ?? '');
  const lunch = (students: number, options: Omit<Lunch, 'tokens'>) =>
    canteen.serve({ tokens: tokens.slice(0, students), ...options });
  try {
    for (const payment of ['upi', 'cash'] as const) await lunch(16, { seconds: warmUpSeconds / 2, payment });
    await yardstick.run(seconds);
    const all: OrdersRound[] = [];
    for (let turn = 1; turn <= rounds; turn += 1) {
      const one = await lunch(1, { seconds, payment: 'cash' });
      // Before and after what is judged by it.
      const before = await yardstick.run(seconds);
      const burst = await lunch(16, { seconds: burstSeconds, payment: 'cash' });
      const statement = meanOf(before, await yardstick.run(seconds));
      const many = await lunch(64, { seconds, payment: 'cash' });
      const upi = await lunch(16, { seconds, payment: 'upi' });
      all.push({ statement, cash: { 1: one, 16: burst, 64: many }, upi });
      say(
        `orders ${turn}/${rounds}: ${said(burst)} by 16 students; the bare statement ${Math.round(statement.perSecond)}/s`,
      );
    }
    return orderFigures(all);
  } finally {
    await canteen.close();
  }
}

function meanOf(one: Statement, other: Statement): Statement {
  const mean = (key: keyof Statement) => (one[key] + other[key]) / 2;
  return { perSecond: mean('perSecond'), cpuSecondsPerOrder: mean('cpuSecondsPerOrder') };
}

function said({ acceptedPerSecond, settledPerSecond }: Settled): string {
  return `${Math.round(acceptedPerSecond)}/s accepted, ${Math.round(settledPerSecond)}/s settled`;
}

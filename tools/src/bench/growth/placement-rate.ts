import type { Bench } from '../bench.ts';
import type { OrderYardstick } from '../pgbench-yardstick.ts';
import { openCanteen } from '../settled-orders.ts';

/** Orders settled a second by 16 students, as parts of what the bare statement reaches in the same round. */
export async function placementRate(
  { platform, wishes: { rounds, warmUpSeconds, seconds } }: Bench,
  { tokens, yardstick }: { tokens: string[]; yardstick: OrderYardstick },
): Promise<number[]> {
  const canteen = await openCanteen(platform, tokens[0] ?? '');
  const lunch = { tokens: tokens.slice(0, 16), payment: 'cash' } as const;
  try {
    await canteen.serve({ ...lunch, seconds: warmUpSeconds / 4 });
    const rates: number[] = [];
    while (rates.length < rounds) {
      const statement = await yardstick.run(seconds);
      rates.push((await canteen.serve({ ...lunch, seconds })).settledPerSecond / statement.perSecond);
    }
    return rates;
  } finally {
    await canteen.close();
  }
}

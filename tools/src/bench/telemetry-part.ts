import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';
import { runLoad } from './load/run-load.ts';
import { menuLoad } from './menu-load.ts';
import { openCanteen } from './settled-orders.ts';
import { signInStudents } from './students.ts';

const STUDENTS = 64;

interface Rates {
  menu: number;
  orders: number;
}

/** The same platform with telemetry as shipped and without, in turn: what telemetry costs. */
export async function telemetryPart(bench: Bench): Promise<Figure[]> {
  const { platform, wishes, telemetry, say } = bench;
  const tokens = await signInStudents(platform, STUDENTS);
  const [sampled, without]: [Rates[], Rates[]] = [[], []];
  for (let turn = 1; turn <= wishes.rounds; turn += 1) {
    const measureSampled = async () => void sampled.push(await ratesWith(telemetry, { bench, tokens }));
    // Each goes first as often as second: what drifts hits both.
    if (turn % 2 === 1) await measureSampled();
    without.push(await ratesWith({}, { bench, tokens }));
    if (turn % 2 === 0) await measureSampled();
    say(
      `telemetry ${turn}/${wishes.rounds}: ${Math.round(sampled.at(-1)?.menu ?? 0)} menus/s with, ${Math.round(without.at(-1)?.menu ?? 0)} without`,
    );
  }
  await platform.stop();
  await platform.start(telemetry);
  return figuresOf(sampled, without);
}

async function ratesWith(
  environment: Record<string, string>,
  { bench: { platform, wishes }, tokens }: { bench: Bench; tokens: string[] },
): Promise<Rates> {
  await platform.stop();
  await platform.start(environment);
  const canteen = await openCanteen(platform, tokens[0] ?? '');
  const orders = (seconds: number) => canteen.serve({ tokens: tokens.slice(0, 16), seconds, payment: 'cash' });
  const menu = (seconds: number) => runLoad(menuLoad(platform.origin, { tokens, seconds }));
  try {
    await menu(wishes.warmUpSeconds / 4);
    await orders(wishes.warmUpSeconds / 4);
    const { answers, elapsedMs } = await menu(wishes.seconds);
    return { menu: answers / (elapsedMs / 1_000), orders: (await orders(wishes.seconds)).settledPerSecond };
  } finally {
    await canteen.close();
  }
}

function figuresOf(sampled: Rates[], without: Rates[]): Figure[] {
  const figure = (key: keyof Rates, { name, atLeast }: { name: string; atLeast: number }): Figure => ({
    part: 'telemetry as shipped: a tenth of the traces',
    name,
    unit: '/s',
    rounds: sampled.map((rates) => rates[key]),
    against: { name: 'without', rounds: without.map((rates) => rates[key]) },
    target: { atLeast },
  });
  return [
    figure('orders', { name: 'orders settled, 16 students', atLeast: 0.85 }),
    figure('menu', { name: `menu reads, ${STUDENTS} students`, atLeast: 0.75 }),
  ];
}

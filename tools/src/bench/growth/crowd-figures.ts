import type { Bench } from '../bench.ts';
import { sampleAnswer, startExpressYardstick } from '../express-yardstick.ts';
import type { Figure } from '../figure.ts';
import { runLoad } from '../load/run-load.ts';
import { MENU_PATH, menuLoad } from '../menu-load.ts';
import { openCanteen } from '../settled-orders.ts';
import { openStudentSockets } from '../student-sockets.ts';
import { growMenu } from './more-dishes.ts';

const SOCKETS = [10, 2_000] as const;
const DISHES = 2_000;

/** What many open pages cost the orders, and many dishes the menu. */
export async function crowdFigures(bench: Bench, tokens: string[]): Promise<Figure[]> {
  const settled: Record<number, number[]> = {};
  for (const sockets of SOCKETS) settled[sockets] = await settledWith(bench, { sockets, tokens });
  const few = await menuRate(bench, tokens);
  await growMenu(bench.platform, DISHES);
  const many = await menuRate(bench, tokens);
  const part = 'growth: sockets and dishes';
  const [fewSockets, manySockets] = SOCKETS;
  return [
    {
      part,
      name: `orders settled with ${manySockets} sockets`,
      unit: '/s',
      rounds: settled[manySockets] ?? [],
      against: { name: `with ${fewSockets}`, rounds: settled[fewSockets] ?? [] },
    },
    { part, name: "menu of the canteen, of a bare route's rate", unit: '', rounds: few },
    { part, name: `menu of ${DISHES} dishes, of a bare route's rate`, unit: '', rounds: many },
  ];
}

async function settledWith(
  { platform, wishes: { rounds, seconds }, say }: Bench,
  { sockets, tokens }: { sockets: number; tokens: string[] },
): Promise<number[]> {
  const open = await openStudentSockets(platform, sockets);
  const canteen = await openCanteen(platform, tokens[0] ?? '');
  try {
    const rates: number[] = [];
    while (rates.length < rounds)
      rates.push((await canteen.serve({ tokens: tokens.slice(0, 16), seconds, payment: 'cash' })).settledPerSecond);
    say(`growth: ${Math.round(rates.at(-1) ?? 0)} orders/s with ${sockets} sockets`);
    return rates;
  } finally {
    await canteen.close();
    await open.close();
  }
}

/** Rounds of the menu's rate through the gateway, as parts of the rate of a route that sends the same bytes. */
async function menuRate({ platform, wishes: { rounds, seconds } }: Bench, tokens: string[]): Promise<number[]> {
  const sample = await sampleAnswer(platform.origin, { path: MENU_PATH, token: tokens[0] ?? '' });
  const express = await startExpressYardstick(platform, sample);
  const rate = async (origin: string) => {
    const { answers, elapsedMs } = await runLoad(menuLoad(origin, { tokens, seconds }));
    return answers / elapsedMs;
  };
  try {
    const rates: number[] = [];
    while (rates.length < rounds) {
      const bare = await rate(express.origin);
      rates.push((await rate(platform.origin)) / bare);
    }
    return rates;
  } finally {
    await express.close();
  }
}

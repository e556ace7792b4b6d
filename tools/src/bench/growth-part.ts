import { menuItemsAnswer } from '@campus/contracts/menu-api';
import { createPerson } from '../demo/person.ts';
import type { Bench, Part } from './bench.ts';
import { crowdFigures } from './growth/crowd-figures.ts';
import { explainEverything, explainNothing, type PlanFindings, plansDuring } from './growth/explained-plans.ts';
import { fillTables } from './growth/fill-tables.ts';
import { planFigures, type Step, stepFigures } from './growth/growth-figures.ts';
import { LISTS, type List, REPORTS } from './growth/lists.ts';
import { placementRate } from './growth/placement-rate.ts';
import { listP99, type Tokens, tokensOfEach } from './growth/read-lists.ts';
import { sizeFigure } from './growth/size-figure.ts';
import { type OrderYardstick, openOrderYardstick } from './pgbench-yardstick.ts';
import { signInStudents } from './students.ts';

const SMALL = [10, 1_000] as const;
const LIST_SECONDS = 1;
const DAY_MS = 86_400_000;

interface Scene {
  tokens: string[];
  each: Tokens;
  yardstick: OrderYardstick;
  now: Date;
}

/** The same figures with more orders in the tables, more dishes on the menu and more open pages. */
export const growthPart: Part = async (bench) => {
  const { platform, wishes } = bench;
  const tokens = await signInStudents(platform, 64);
  const scene: Scene = {
    tokens,
    each: await tokensOfEach(platform, tokens[0] ?? ''),
    yardstick: await openOrderYardstick(platform),
    now: new Date(),
  };
  const steps: Step[] = [];
  let filled = 0;
  for (const orders of [...SMALL, wishes.mostOrders]) {
    steps.push(await measureWith(bench, { ...scene, from: filled + 1, to: orders }));
    filled = orders;
  }
  const plans = wishes.servers === 'own' ? await plansOfLists(bench, scene) : new Map();
  return [
    ...stepFigures(steps),
    await sizeFigure(platform, filled),
    ...planFigures(plans),
    ...(await crowdFigures(bench, tokens)),
  ];
};

async function measureWith(bench: Bench, { from, to, ...scene }: Scene & { from: number; to: number }): Promise<Step> {
  const { platform, say } = bench;
  const { items } = await createPerson(platform.origin, 'a student', scene.tokens[0]).ask(
    'GET',
    '/api/v1/menu/items',
    menuItemsAnswer,
  );
  const began = performance.now();
  await fillTables(platform, { from, to, now: scene.now, students: scene.tokens.map(personIn), dishes: items });
  say(`growth: ${to} orders in the tables, after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  const placement = await placementRate(bench, scene);
  const p99 = new Map([...LISTS, ...REPORTS].map((list) => [list, [] as number[]]));
  for (let turn = 0; turn < bench.wishes.rounds; turn += 1) {
    for (const [list, times] of p99)
      times.push(
        await listP99(platform.origin, list, { tokens: scene.each, day: pastDay(scene), seconds: LIST_SECONDS }),
      );
  }
  return { orders: to, placement, p99 };
}

async function plansOfLists({ platform, telemetry }: Bench, scene: Scene): Promise<Map<List, PlanFindings>> {
  await explainEverything(platform);
  await platform.stop();
  await platform.start(telemetry);
  const plans = new Map<List, PlanFindings>();
  for (const list of LISTS) {
    const reading = { tokens: scene.each, day: pastDay(scene), seconds: 0.2 };
    plans.set(list, await plansDuring(platform, async () => void (await listP99(platform.origin, list, reading))));
  }
  await explainNothing(platform);
  await platform.stop();
  await platform.start(telemetry);
  return plans;
}

function pastDay({ now }: Scene): string {
  return new Date(now.getTime() - 30 * DAY_MS).toISOString().slice(0, 10);
}

/** The id of whom a token names. */
function personIn(token: string): string {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
}

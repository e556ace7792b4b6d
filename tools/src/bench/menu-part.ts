import type { Bench } from './bench.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { cpuFigures, scaled } from './cpu-figures.ts';
import { type Cpu, cpuBetween, cpuOf } from './cpu-of.ts';
import { sampleAnswer, startExpressYardstick } from './express-yardstick.ts';
import type { Figure } from './figure.ts';
import type { LoadResult } from './load/load-job.ts';
import { runLoad } from './load/run-load.ts';
import { readAfterChange } from './menu-after-change.ts';
import { MENU_PATH, menuLoad } from './menu-load.ts';
import { quantile } from './quantile.ts';
import { signInStudents } from './students.ts';
import { platformPids, serverPids } from './watched-processes.ts';

const STUDENTS = 64;

interface Measured {
  perSecond: number;
  p99: number;
  loaderShare: number;
  cpu: Cpu;
}

interface Round {
  route: Measured;
  warm: Measured;
  unchanged: Measured;
  routeUnchanged: Measured;
  coldMs: number;
}

/** `GET /menu/items` by 64 students, beside a bare express route that verifies the same token and sends the same bytes. */
export async function menuPart({
  platform,
  wishes: { rounds, warmUpSeconds, seconds },
  say,
}: Bench): Promise<Figure[]> {
  const tokens = await signInStudents(platform, STUDENTS);
  const sample = await sampleAnswer(platform.origin, { path: MENU_PATH, token: tokens[0] ?? '' });
  const express = await startExpressYardstick(platform, sample);
  const { tag } = sample;
  const read = (origin: string, options: { seconds: number; tag?: string }) =>
    measured(platform, () => runLoad(menuLoad(origin, { tokens, ...options })));
  try {
    for (const origin of [express.origin, platform.origin]) await read(origin, { seconds: warmUpSeconds / 2 });
    const all: Round[] = [];
    for (let turn = 1; turn <= rounds; turn += 1) {
      const route = await read(express.origin, { seconds });
      const warm = await read(platform.origin, { seconds });
      const unchanged = await read(platform.origin, { seconds, tag });
      const routeUnchanged = await read(express.origin, { seconds, tag });
      const coldMs = await readAfterChange(platform, tokens[0] ?? '');
      all.push({ route, warm, unchanged, routeUnchanged, coldMs });
      say(
        `menu ${turn}/${rounds}: ${Math.round(warm.perSecond)}/s beside ${Math.round(route.perSecond)}/s of a bare route`,
      );
    }
    return figuresOf(all);
  } finally {
    await express.close();
  }
}

async function measured(platform: BenchPlatform, load: () => Promise<LoadResult>): Promise<Measured> {
  const pids = { ...platformPids(platform), ...serverPids(platform) };
  const before = cpuOf(pids);
  const { answers, elapsedMs, latencies, cpuSeconds } = await load();
  return {
    perSecond: answers / (elapsedMs / 1_000),
    p99: quantile(latencies, 0.99),
    loaderShare: cpuSeconds / (elapsedMs / 1_000),
    cpu: scaled(cpuBetween(before, cpuOf(pids)), { done: answers, wanted: 10_000 }),
  };
}

function figuresOf(all: Round[]): Figure[] {
  const part = `menu: GET /menu/items, ${STUDENTS} students`;
  const rates = (key: 'route' | 'warm' | 'unchanged' | 'routeUnchanged') => all.map((round) => round[key].perSecond);
  const route = { name: 'bare express route', rounds: rates('route') };
  const routeUnchanged = { name: 'the same of the route', rounds: rates('routeUnchanged') };
  return [
    { part, name: 'through the gateway', unit: '/s', rounds: rates('warm'), against: route, target: { atLeast: 0.6 } },
    {
      part,
      name: 'answered 304',
      unit: '/s',
      rounds: rates('unchanged'),
      against: routeUnchanged,
      target: { atLeast: 0.8 },
    },
    { part, name: 'p99', unit: 'ms', rounds: all.map(({ warm }) => warm.p99) },
    { part, name: 'first read after a change', unit: 'ms', rounds: all.map(({ coldMs }) => coldMs) },
    { part, name: "the loader's cores", unit: '', rounds: all.map(({ warm }) => warm.loaderShare) },
    { part, name: "the loader's cores, bare route", unit: '', rounds: all.map((round) => round.route.loaderShare) },
    ...cpuFigures({ part, what: '10,000 reads', rounds: all.map(({ warm }) => warm.cpu) }),
  ];
}

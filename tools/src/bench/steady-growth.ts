import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPlatform } from './bench-platform.ts';
import { runLoad } from './load/run-load.ts';
import { median } from './median.ts';
import { memoryOf, proportionalSum } from './memory-of.ts';
import { orderRequest } from './order-load.ts';
import { platformPids } from './watched-processes.ts';

const ORDERS_PER_SECOND = 10;
const LOOKS = 60;

interface SteadyLoad {
  tokens: string[];
  seconds: number;
}

/** MB of services and gateway: medians of the second and of the last fifth of the time. */
export interface Steady {
  seconds: number;
  beginning: number;
  end: number;
}

/** Memory while orders come evenly. */
export async function steadyGrowth(platform: BenchPlatform, { tokens, seconds }: SteadyLoad): Promise<Steady> {
  const { origin } = platform;
  const request = await orderRequest(origin, { token: tokens[0] ?? '', payment: 'cash' });
  let isOver = false;
  const load = runLoad({ kind: 'open', origin, request, tokens, perSecond: ORDERS_PER_SECOND, seconds }).finally(() => {
    isOver = true;
  });
  const looks: number[] = [];
  while (!isOver) {
    await Promise.race([sleep((seconds * 1_000) / LOOKS), load]);
    looks.push(proportionalSum(memoryOf(platformPids(platform))));
  }
  const { refusals } = await load;
  if (Object.keys(refusals).length > 0) throw new Error(`Orders were refused: ${JSON.stringify(refusals)}`);
  return { seconds, ...parts(looks) };
}

/** The first fifth is left out: code is still being compiled. */
function parts(looks: number[]): { beginning: number; end: number } {
  const fifth = Math.max(1, Math.floor(looks.length / 5));
  return { beginning: median(looks.slice(fifth, 2 * fifth)), end: median(looks.slice(-fifth)) };
}

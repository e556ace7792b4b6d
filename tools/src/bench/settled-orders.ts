import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPlatform } from './bench-platform.ts';
import { openConsumers } from './consumers.ts';
import { scaled } from './cpu-figures.ts';
import { type Cpu, cpuBetween, cpuOf } from './cpu-of.ts';
import { type KitchenScreen, openKitchenScreen } from './kitchen-screen.ts';
import { epochMs } from './load/clock.ts';
import type { LoadResult } from './load/load-job.ts';
import { runLoad } from './load/run-load.ts';
import { orderRequest } from './order-load.ts';
import { quantile } from './quantile.ts';
import { platformPids, serverPids } from './watched-processes.ts';

export interface Lunch {
  tokens: string[];
  seconds: number;
  payment: 'cash' | 'upi';
}

/** Orders of one lunch, followed to the last effect of the last of them. */
export interface Settled {
  /** Answered with 503 because the platform was busy. */
  refused: number;
  acceptedPerSecond: number;
  /** Until payment, notification and reporting have committed their part and the kitchen's socket has shown every order. */
  settledPerSecond: number;
  p99: number;
  loaderShare: number;
  /** CPU seconds of one order, by process. */
  cpu: Cpu;
}

export interface Canteen {
  serve(lunch: Lunch): Promise<Settled>;
  close(): Promise<void>;
}

const LOOK_MS = 10;
const PATIENCE_MS = 120_000;

/** A kitchen with its screen on, and everybody who hears of orders in view. */
export async function openCanteen(platform: BenchPlatform, token: string): Promise<Canteen> {
  const screen = await openKitchenScreen(platform);
  const consumers = await openConsumers(platform);
  const requests = {
    cash: await orderRequest(platform.origin, { token, payment: 'cash' }),
    upi: await orderRequest(platform.origin, { token, payment: 'upi' }),
  };
  return {
    async serve({ tokens, seconds, payment }) {
      const mark = await consumers.mark();
      const before = screen.shown.size;
      const pids = { ...platformPids(platform), ...serverPids(platform) };
      const cpu = cpuOf(pids);
      const load = { kind: 'closed', origin: platform.origin, request: requests[payment], tokens, seconds } as const;
      const result = await runLoad(payment === 'upi' ? { ...load, payAt: platform.sandbox } : load);
      await allShown(screen, before + result.answers);
      await consumers.caughtUp(mark);
      return settledOf(result, { endedAt: epochMs(), cpu: cpuBetween(cpu, cpuOf(pids)) });
    },
    async close() {
      screen.close();
      await consumers.close();
    },
  };
}

async function allShown({ shown }: KitchenScreen, orders: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (shown.size < orders) {
    if (performance.now() > deadline) throw new Error(`The kitchen was shown ${shown.size} of ${orders} orders.`);
    await sleep(LOOK_MS);
  }
}

function settledOf(load: LoadResult, { endedAt, cpu }: { endedAt: number; cpu: Cpu }): Settled {
  const seconds = load.elapsedMs / 1_000;
  return {
    refused: load.refusals['503'] ?? 0,
    acceptedPerSecond: load.answers / seconds,
    settledPerSecond: load.answers / ((endedAt - load.startedAt) / 1_000),
    p99: quantile(load.latencies, 0.99),
    loaderShare: load.cpuSeconds / seconds,
    cpu: scaled(cpu, { done: load.answers, wanted: 1 }),
  };
}

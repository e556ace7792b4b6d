import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPlatform } from './bench-platform.ts';
import { openKitchenScreen } from './kitchen-screen.ts';
import { runLoad } from './load/run-load.ts';
import { orderRequest } from './order-load.ts';

interface Rate {
  tokens: string[];
  perSecond: number;
  seconds: number;
}

/** Milliseconds, from the moment at which each order was due. */
export interface OpenLunch {
  toAnswer: number[];
  toKitchen: number[];
  refused: number;
}

const PATIENCE_MS = 120_000;

/** Cash orders at a fixed rate, and the kitchen's socket watching. */
export async function serveAtRate(platform: BenchPlatform, { tokens, perSecond, seconds }: Rate): Promise<OpenLunch> {
  const { origin } = platform;
  const request = await orderRequest(origin, { token: tokens[0] ?? '', payment: 'cash' });
  const screen = await openKitchenScreen(platform);
  try {
    const load = await runLoad({ kind: 'open', origin, request, tokens, perSecond, seconds });
    const deadline = performance.now() + PATIENCE_MS;
    while (load.orders.some(({ id }) => !screen.shown.has(id))) {
      if (performance.now() > deadline) throw new Error('The kitchen was not shown every order.');
      await sleep(20);
    }
    return {
      toAnswer: load.latencies,
      toKitchen: load.orders.map(({ id, dueAt }) => (screen.shown.get(id) ?? Number.NaN) - dueAt),
      refused: load.refusals['503'] ?? 0,
    };
  } finally {
    screen.close();
  }
}

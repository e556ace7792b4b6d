import { epochMs } from './clock.ts';
import type { LoadResult, PlacedOrder } from './load-job.ts';

/** Counts what comes back while a load runs. */
export interface Tally {
  answered(status: number, latencyMs: number): void;
  placed(order: PlacedOrder): void;
  failed(error: unknown): void;
  result(): LoadResult;
}

export function startTally(): Tally {
  const startedAt = epochMs();
  const cpu = process.cpuUsage();
  const latencies: number[] = [];
  const orders: PlacedOrder[] = [];
  const refusals: Record<string, number> = {};
  const refuse = (why: string) => {
    refusals[why] = (refusals[why] ?? 0) + 1;
  };
  return {
    answered(status, latencyMs) {
      if (status < 400) latencies.push(latencyMs);
      else refuse(String(status));
    },
    placed: (order) => void orders.push(order),
    failed: (error) => refuse(error instanceof Error ? error.message : String(error)),
    result() {
      const { user, system } = process.cpuUsage(cpu);
      const elapsedMs = epochMs() - startedAt;
      const answers = latencies.length;
      return { answers, refusals, startedAt, elapsedMs, cpuSeconds: (user + system) / 1e6, latencies, orders };
    },
  };
}

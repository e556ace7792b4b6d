import type { Bench, Part } from './bench.ts';
import type { Figure } from './figure.ts';
import { growthPart } from './growth-part.ts';
import { latencyPart } from './latency-part.ts';
import { memoryPart } from './memory-part.ts';
import { menuPart } from './menu-part.ts';
import { ordersPart } from './orders-part.ts';
import { whileProfiling } from './profiles.ts';
import { startPart } from './start-part.ts';
import { whileCountingStatements } from './statement-profile.ts';
import { telemetryPart } from './telemetry-part.ts';
import type { PartName } from './wishes.ts';

const PARTS: Record<PartName, Part> = {
  menu: menuPart,
  orders: ordersPart,
  latency: latencyPart,
  memory: memoryPart,
  start: startPart,
  telemetry: telemetryPart,
  growth: growthPart,
};

const POSTGRES = 'postgres';
// The others start the services anew.
const PROFILED: PartName[] = ['menu', 'orders', 'latency'];

export interface Measured {
  figures: Figure[];
  /** Parts that could not be measured, and why. */
  failures: string[];
}

/** Measures what is wished for, one part after the other; `keep` gets everything so far after each. */
export async function measureParts(bench: Bench, keep: (measured: Measured) => void): Promise<Measured> {
  const { platform, wishes, telemetry } = bench;
  const measured: Measured = { figures: [], failures: [] };
  for (const name of wishes.parts) {
    try {
      measured.figures.push(...(await measure(name, bench)));
    } catch (error) {
      measured.failures.push(`${name} could not be measured: ${error instanceof Error ? error.stack : error}`);
      // Whatever state it left: the next part finds the platform running.
      await platform.stop();
      await platform.start(telemetry);
    }
    keep(measured);
  }
  return measured;
}

function measure(name: PartName, bench: Bench): Promise<Figure[]> {
  const { platform, wishes } = bench;
  const run = () => PARTS[name](bench);
  if (!PROFILED.includes(name)) return run();
  const services = wishes.profile.filter((profiled) => profiled !== POSTGRES);
  const profiled = () => whileProfiling({ settings: platform.settings, names: services }, run);
  return wishes.profile.includes(POSTGRES) ? whileCountingStatements(platform, profiled) : profiled();
}

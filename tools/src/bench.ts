import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Part } from './bench/bench.ts';
import { prepareBench } from './bench/bench-platform.ts';
import { benchSettings } from './bench/bench-settings.ts';
import { type Figure, judge } from './bench/figure.ts';
import { figureTable } from './bench/figure-table.ts';
import { furnish } from './bench/furnish.ts';
import { growthPart } from './bench/growth-part.ts';
import { latencyPart } from './bench/latency-part.ts';
import { describeMachine } from './bench/machine.ts';
import { memoryPart } from './bench/memory-part.ts';
import { menuPart } from './bench/menu-part.ts';
import { ordersPart } from './bench/orders-part.ts';
import { whileProfiling } from './bench/profiles.ts';
import { startPart } from './bench/start-part.ts';
import { telemetryPart } from './bench/telemetry-part.ts';
import { startTraceCollector } from './bench/trace-collector.ts';
import { type PartName, readWishes } from './bench/wishes.ts';
import { inSession } from './platform/session.ts';

const PARTS: Record<PartName, Part> = {
  menu: menuPart,
  orders: ordersPart,
  latency: latencyPart,
  memory: memoryPart,
  start: startPart,
  telemetry: telemetryPart,
  growth: growthPart,
};

/** What the platform achieves on this machine, beside yardsticks of the same minutes (docs/performance.md). */
await inSession(async (onStop) => {
  const wishes = readWishes(process.argv.slice(2));
  const settings = await benchSettings(process.env, wishes);
  const collector = await startTraceCollector();
  onStop(collector.close);
  const platform = await prepareBench(settings, { onStop, profile: wishes.profile });
  const machine = await describeMachine(platform.servers);
  const bench: Bench = { platform, wishes, telemetry: collector.environment, say: console.log };
  await platform.start(bench.telemetry);
  await furnish(platform);

  // The other parts start the services anew.
  const names = wishes.profile;
  const measure = (name: PartName) =>
    ['menu', 'orders', 'latency'].includes(name)
      ? whileProfiling({ settings, names }, () => PARTS[name](bench))
      : PARTS[name](bench);
  const begun = new Date();
  const file = join(settings.localDirectory, `${begun.toISOString().slice(0, 19).replaceAll(':', '-')}.json`);
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const name of wishes.parts) {
    const measured = await measure(name).catch((error: unknown) => {
      failures.push(`${name} could not be measured: ${error instanceof Error ? error.stack : error}`);
    });
    figures.push(...(measured ?? []));
    // After each part: whoever interrupts a long run keeps what was measured.
    writeFileSync(
      file,
      `${JSON.stringify({ begun, machine, wishes, failures, figures: figures.map(withVerdict) }, null, 2)}\n`,
    );
  }
  console.log(`\n${figureTable(figures)}\n`);
  for (const failure of failures) console.error(failure);
  console.log(`${machine.cores} cores of ${machine.cpu}, load ${machine.loadBefore.toFixed(1)} before; ${file}`);
  const missed = figures.filter((figure) => judge(figure).isReached === false);
  return failures.length > 0 || (wishes.isStrict && missed.length > 0) ? 1 : 0;
});

function withVerdict(figure: Figure) {
  return { ...figure, ...judge(figure) };
}

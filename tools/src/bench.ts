import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench/bench.ts';
import { prepareBench } from './bench/bench-platform.ts';
import { benchSettings } from './bench/bench-settings.ts';
import { judge } from './bench/figure.ts';
import { figureTable } from './bench/figure-table.ts';
import { furnish } from './bench/furnish.ts';
import { describeMachine } from './bench/machine.ts';
import { type Measured, measureParts } from './bench/measure-parts.ts';
import { startTraceCollector } from './bench/trace-collector.ts';
import { readWishes } from './bench/wishes.ts';
import { inSession } from './platform/session.ts';

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

  const begun = new Date().toISOString();
  const file = join(settings.localDirectory, `${begun.slice(0, 19).replaceAll(':', '-')}.json`);
  // Whoever interrupts a long run keeps what was measured.
  const keep = ({ figures, failures }: Measured) => {
    const judged = figures.map((figure) => ({ ...figure, ...judge(figure) }));
    writeFileSync(file, `${JSON.stringify({ begun, machine, wishes, failures, figures: judged }, null, 2)}\n`);
  };
  const { figures, failures } = await measureParts(bench, keep);
  console.log(`\n${figureTable(figures)}\n`);
  for (const failure of failures) console.error(failure);
  console.log(`${machine.cores} cores of ${machine.cpu}, load ${machine.loadBefore.toFixed(1)} before; ${file}`);
  const missed = figures.filter((figure) => judge(figure).isReached === false);
  return failures.length > 0 || (wishes.isStrict && missed.length > 0) ? 1 : 0;
});

import type { Bench } from './bench.ts';
import { startChildServer } from './child-server.ts';
import type { Figure } from './figure.ts';

/** From the first process started to the last service ready, beside the start of one express process. */
export async function startPart({ platform, wishes: { rounds }, telemetry, say }: Bench): Promise<Figure[]> {
  const express: number[] = [];
  const all: number[] = [];
  await startExpress(platform.settings);
  for (let turn = 1; turn <= rounds; turn += 1) {
    await platform.stop();
    express.push(await startExpress(platform.settings));
    all.push(await platform.start(telemetry));
    say(
      `start ${turn}/${rounds}: ${(all.at(-1) ?? 0).toFixed(0)} ms; one express process ${(express.at(-1) ?? 0).toFixed(0)} ms`,
    );
  }
  const against = { name: 'one bare express process', rounds: express };
  return [{ part: 'start', name: 'all services ready', unit: 'ms', rounds: all, against, target: { atMost: 12 } }];
}

async function startExpress(settings: Bench['platform']['settings']): Promise<number> {
  const begun = performance.now();
  const server = await startChildServer(settings, { program: 'bare-express.ts' });
  await (await fetch(server.origin)).text();
  const took = performance.now() - begun;
  await server.close();
  return took;
}

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '@campus/testing/random';
import type { Settings } from '../platform/settings.ts';
import { type Baseline, judge } from './judge.ts';
import { openLedger } from './ledger/ledger.ts';
import { startParty } from './people/start-party.ts';
import type { Run } from './report/markdown.ts';
import type { Episode } from './schedule/plan.ts';
import { runEpisodes } from './schedule/run-episodes.ts';
import { openStage, type Stage } from './stage/open-stage.ts';
import { countDatabaseConnections, readHoldings } from './world/holdings.ts';

export interface RunOptions {
  settings: Settings;
  seed: number;
  minutes: number;
  /** In their order; the run ends with the last of them or with the time. */
  episodes: Iterator<Episode, unknown>;
  plant?: string | undefined;
  /** The revision that is the version before; undefined lets git say. */
  before?: string | undefined;
  onStop: (undo: () => Promise<void>) => void;
  tell: (line: string) => void;
}

const WARM_UP_MS = 6_000;

/** One run from an empty directory to the judgement. What it starts is ended by what it gives to `onStop`. */
export async function runFaults(options: RunOptions): Promise<Run> {
  const { settings, seed, minutes, episodes, plant, onStop, tell } = options;
  const startedAt = new Date();
  const stage = await openStage({ settings, before: options.before, onStop, tell });
  const ledger = openLedger(join(settings.localDirectory, 'ledger.jsonl'));
  onStop(ledger.close);
  const running = await startParty(stage, ledger, randomFrom(seed));
  onStop(async () => running.party.screens.close());
  await sleep(WARM_UP_MS);
  const baseline = await baselineOf(stage);
  tell('everybody is there');
  const chronicle = await runEpisodes(running.party, { episodes, until: Date.now() + minutes * 60_000, tell });
  tell('waiting for quiet');
  const judgement = await judge({ running, ledger, chronicle, baseline });
  const before = 'revision' in stage.versionBefore ? stage.versionBefore.revision : undefined;
  return { seed, minutes, plant, before, startedAt, chronicle, judgement };
}

async function baselineOf(stage: Stage): Promise<Baseline> {
  return { holdings: readHoldings(stage), databaseConnections: await countDatabaseConnections(stage) };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Heal } from '../matrix/fault.ts';
import type { Party } from '../people/party.ts';
import { type Blow, type Episode, nameOf } from './plan.ts';
import { type Recovery, recover } from './recover.ts';

/** An episode as it went. Times are epoch milliseconds. */
export interface Played {
  episode: Episode;
  name: string;
  injectedAt: number;
  healedAt: number;
  recovery: Recovery;
  /** What could not be injected or healed as it should, or was seen on the way: the run goes on, and does not pass. */
  trouble: string[];
}

export interface Chronicle {
  played: Played[];
  skipped: { name: string; why: string }[];
}

interface RunOptions {
  episodes: Iterator<Episode, unknown>;
  /** No episode begins later than this (epoch ms). */
  until: number;
  tell: (line: string) => void;
}

const CALM_MS = 1_000;
// Whoever chose only what this machine cannot do would otherwise wait for the end without end.
const MOST_IN_VAIN = 100;

/** Injects, holds, heals and waits for recovery, one episode after the other. */
export async function runEpisodes(party: Party, { episodes, until, tell }: RunOptions): Promise<Chronicle> {
  const result: Chronicle = { played: [], skipped: [] };
  let inVain = 0;
  while (Date.now() < until) {
    const next = episodes.next();
    if (next.done) break;
    const impossible = next.value.blows.flatMap(({ fault }) => fault.impossible?.(party) ?? []);
    const [why] = impossible;
    if (why) {
      result.skipped.push({ name: nameOf(next.value), why });
      inVain += 1;
      if (inVain === MOST_IN_VAIN) break;
      continue;
    }
    inVain = 0;
    const one = await playOne(party, next.value, tell);
    result.played.push(one);
    tell(`${one.name}: ${said(one)}`);
    for (const what of one.trouble) tell(`  not as it should be: ${what}`);
    await sleep(CALM_MS);
  }
  return result;
}

async function playOne(party: Party, episode: Episode, tell: RunOptions['tell']): Promise<Played> {
  const injectedAt = Date.now();
  const heals: Heal[] = [];
  const trouble: string[] = [];
  const note = (error: unknown) => void trouble.push(error instanceof Error ? error.message : String(error));
  for (const [index, blow] of episode.blows.entries()) {
    if (index > 0) await sleep(episode.apartMs);
    await inject(party, blow).then((heal) => heals.push(heal), note);
  }
  await sleep(episode.holdMs);
  for (const heal of heals.reverse()) await heal().catch(note);
  const healedAt = Date.now();
  return { episode, name: nameOf(episode), injectedAt, healedAt, recovery: await recover(party, tell), trouble };
}

function inject(party: Party, { fault, victim }: Blow): Promise<Heal> {
  return fault.inject(party, victim);
}

function said({ injectedAt, healedAt, recovery }: Played): string {
  const lasted = `${((healedAt - injectedAt) / 1_000).toFixed(1)} s`;
  if ('missing' in recovery) return `${lasted}, NOT RECOVERED: ${recovery.missing}`;
  const awaited = recovery.awaited ? ` (last: ${recovery.awaited})` : '';
  return `${lasted}, recovered after ${(recovery.ms / 1_000).toFixed(1)} s${awaited}`;
}

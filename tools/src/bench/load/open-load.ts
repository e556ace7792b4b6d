import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { epochMs } from './clock.ts';
import { type Ask, askThrough } from './connection.ts';
import type { LoadResult, OpenLoad } from './load-job.ts';
import { startTally, type Tally } from './tally.ts';

const CONNECTIONS = 64;

/** Sends when a request is due and measures from there: a platform that stalls is not asked less, and the wait counts. */
export async function runOpenLoad(load: OpenLoad): Promise<LoadResult> {
  const pool = new Pool(load.origin, { connections: CONNECTIONS, pipelining: 1 });
  const ask = askThrough(pool);
  const tally = startTally();
  const begun = epochMs();
  const requests: Promise<void>[] = [];
  for (let turn = 0; turn < load.perSecond * load.seconds; turn += 1) {
    const dueAt = begun + (turn * 1_000) / load.perSecond;
    if (dueAt > epochMs()) await sleep(Math.ceil(dueAt - epochMs()));
    requests.push(placeOne({ load, ask, token: load.tokens[turn % load.tokens.length] ?? '', dueAt, tally }));
  }
  await Promise.all(requests);
  const result = tally.result();
  await pool.close();
  return result;
}

interface Turn {
  load: OpenLoad;
  ask: Ask;
  token: string;
  dueAt: number;
  tally: Tally;
}

async function placeOne({ load, ask, token, dueAt, tally }: Turn): Promise<void> {
  try {
    const { status, body } = await ask(load.request, token);
    const answeredAt = epochMs();
    tally.answered(status, answeredAt - dueAt);
    if (status === 201) tally.placed({ id: orderIdIn(body), dueAt, answeredAt });
  } catch (error) {
    tally.failed(error);
  }
}

function orderIdIn(body: string): string {
  const { order }: { order: { id: string } } = JSON.parse(body);
  return order.id;
}

import { Client } from 'undici';
import { type Ask, askThrough } from './connection.ts';
import type { ClosedLoad, LoadRequest, LoadResult } from './load-job.ts';
import { payByUpi } from './pay-by-upi.ts';
import { startTally, type Tally } from './tally.ts';

/** Every student has one connection and one request under way, until the time is over; those under way are still answered. */
export async function runClosedLoad(load: ClosedLoad): Promise<LoadResult> {
  const clients = load.tokens.map(() => new Client(load.origin, { pipelining: 1 }));
  const sandbox = load.payAt === undefined ? undefined : new Client(load.payAt, { pipelining: 8 });
  await Promise.all(clients.map((client) => askThrough(client)(OPENING, '')));
  const tally = startTally();
  const until = performance.now() + load.seconds * 1_000;
  await Promise.all(
    load.tokens.map(async (token, index) => {
      const client = clients[index];
      const ask = client && askThrough(client);
      if (ask) await keepAsking({ load, ask, token, until, tally, ...(sandbox && { sandbox: askThrough(sandbox) }) });
    }),
  );
  const result = tally.result();
  await Promise.all([...clients, ...(sandbox ? [sandbox] : [])].map((client) => client.close()));
  return result;
}

// A request that costs next to nothing opens the connection before the time runs.
const OPENING: LoadRequest = { method: 'GET', path: '/health/live', headers: {} };

interface Student {
  load: ClosedLoad;
  ask: Ask;
  token: string;
  until: number;
  tally: Tally;
  sandbox?: Ask;
}

async function keepAsking({ load, ask, token, until, tally, sandbox }: Student): Promise<void> {
  for (let sent = performance.now(); sent < until; sent = performance.now()) {
    try {
      const answer = await ask(load.request, token);
      if (sandbox && answer.status < 400) await payByUpi({ ask, token, sandbox }, answer);
      tally.answered(answer.status, performance.now() - sent);
    } catch (error) {
      tally.failed(error);
    }
  }
}

import { Client } from 'undici';
import { type Ask, askThrough, type LoadAnswer } from './connection.ts';
import type { ClosedLoad, LoadRequest, LoadResult } from './load-job.ts';
import { startTally, type Tally } from './tally.ts';

/** Every student has one connection and one request under way, until the time is over; those under way are still answered. */
export async function runClosedLoad(load: ClosedLoad): Promise<LoadResult> {
  const clients = load.tokens.map(() => new Client(load.origin, { pipelining: 1 }));
  const sandbox = load.payAt === undefined ? undefined : new Client(load.payAt, { pipelining: 8 });
  await Promise.all(clients.map((client) => askThrough(client)(OPENING, '')));
  const tally = startTally();
  const until = performance.now() + load.seconds * 1_000;
  const pay = sandbox && payer(askThrough(sandbox));
  await Promise.all(
    load.tokens.map(async (token, index) => {
      const client = clients[index];
      if (client) await keepAsking({ load, ask: askThrough(client), token, until, tally, pay });
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
  pay: ((answer: LoadAnswer) => Promise<void>) | undefined;
}

async function keepAsking({ load, ask, token, until, tally, pay }: Student): Promise<void> {
  for (let sent = performance.now(); sent < until; sent = performance.now()) {
    try {
      const answer = await ask(load.request, token);
      if (answer.status < 400) await pay?.(answer);
      tally.answered(answer.status, performance.now() - sent);
    } catch (error) {
      tally.failed(error);
    }
  }
}

function payer(ask: Ask): (answer: LoadAnswer) => Promise<void> {
  return async ({ body }) => {
    const { payment }: { payment: { gateway_order_id: string } | null } = JSON.parse(body);
    if (!payment) throw new Error('an order without its payment');
    const checkout = { order_id: payment.gateway_order_id, outcome: 'no_callback' };
    const { status } = await ask(paying(checkout), '');
    if (status >= 400) throw new Error(`the sandbox took no payment: ${status}`);
  };
}

function paying(checkout: object): LoadRequest {
  return {
    method: 'POST',
    path: '/__sandbox/razorpay/checkout',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(checkout),
  };
}

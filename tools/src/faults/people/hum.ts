import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@campus/testing/random';
import type { Party } from './party.ts';
import { signInAtLast } from './sign-in.ts';

const PAUSE_MS = 25;

/** Somebody who looks at the orders page without pause: there is nearly always a request on its way when a process ends. */
export async function hum(party: Party, { who, random }: { who: string; random: Random }): Promise<void> {
  const session = await signInAtLast(party, { who, random });
  if (!session) return;
  while (!party.isOver()) {
    const path = '/api/v1/orders?limit=1';
    const { phase } = await party.call(session, { operation: 'status', method: 'GET', path });
    await sleep(phase === 'ok' ? PAUSE_MS : PAUSE_MS * 10);
  }
}

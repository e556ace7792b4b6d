import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@campus/testing/random';
import type { Operation } from '../ledger/entry.ts';
import type { Party } from './party.ts';
import { refresh, signInAtLast } from './sign-in.ts';

const PAUSE_MS = 25;
const ORDERS = { operation: 'status', path: '/api/v1/orders?limit=1' } as const;

/** Somebody who looks at the orders page without pause: there is nearly always a request on its way when a process ends. */
export function hum(party: Party, as: { who: string; random: Random }): Promise<void> {
  return lookAgainAndAgain(party, as, { ...ORDERS, pauseMs: PAUSE_MS });
}

const MENU = { operation: 'menu', path: '/api/v1/menu/items?available=true' } as const;
const STROLL_MS = 100;

/** Somebody who only reads the menu: when all who order wait for something, there is still somebody who asks for it. */
export function stroll(party: Party, as: { who: string; random: Random }): Promise<void> {
  return lookAgainAndAgain(party, as, { ...MENU, pauseMs: STROLL_MS });
}

interface Page {
  operation: Operation;
  path: string;
  pauseMs: number;
}

async function lookAgainAndAgain(
  party: Party,
  as: { who: string; random: Random },
  { operation, path, pauseMs }: Page,
): Promise<void> {
  const session = await signInAtLast(party, as);
  if (!session) return;
  while (!party.isOver()) {
    const { phase, code } = await party.call(session, { operation, method: 'GET', path });
    if (code === 'TOKEN_EXPIRED') await refresh(party, session);
    await sleep(phase === 'ok' ? pauseMs : pauseMs * 10);
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { placedOrderAnswer } from '@campus/contracts/orders-api';
import { LONGEST_RECOVERY_MS } from '../matrix/fault-matrix.ts';
import { isUnknown } from '../people/order-desk.ts';
import type { Party } from '../people/party.ts';

/** How long it took until everything worked again and what came last, or what still did not when patience was over. */
export type Recovery = { ms: number; awaited: string | undefined } | { missing: string };

const WORTH_TELLING_MS = 5_000;
const TOO_LONG_MS = LONGEST_RECOVERY_MS * 2;

/** Looks again and again whether all are ready, a menu is shown, an order is taken and its ticket is on the kitchen's screen. */
export async function recover(party: Party, tell: (line: string) => void): Promise<Recovery> {
  const since = performance.now();
  const state: { orderId?: string; key: string; awaited?: string } = { key: `probe-${randomUUID()}` };
  for (;;) {
    const missing = await firstMissing(party, state);
    const ms = Math.round(performance.now() - since);
    if (missing === undefined) return { ms, awaited: state.awaited };
    if (ms > WORTH_TELLING_MS && missing !== state.awaited) tell(`  after ${ms} ms: ${missing}`);
    state.awaited = missing;
    if (ms > TOO_LONG_MS) return { missing };
    await sleep(200);
  }
}

async function firstMissing(party: Party, state: { orderId?: string; key: string }): Promise<string | undefined> {
  const { stage, call, sessions, screens } = party;
  const unready = stage.fleet.replicas.map(({ name }) => name).filter((name) => !stage.fleet.isReady(name));
  if (unready.length > 0)
    return `${unready.map((name) => `${name} (${stage.fleet.lastWords(name)})`).join(', ')} not ready`;
  const [session] = sessions;
  if (!session) return 'nobody has signed in';
  const menu = await call(session, { operation: 'menu', method: 'GET', path: '/api/v1/menu/items?available=true' });
  if (menu.phase !== 'ok') return `no menu: ${menu.status ?? 'no answer'} ${menu.code}`;
  state.orderId ??= await placeProbe(party, state);
  if (!state.orderId) return 'no order is taken';
  return screens.kitchen.some(({ orderId }) => orderId === state.orderId) ? undefined : 'the kitchen hears nothing';
}

async function placeProbe({ call, sessions, dishes }: Party, state: { key: string }): Promise<string | undefined> {
  const [session] = sessions;
  if (!session) return undefined;
  const { key } = state;
  const body = {
    items: [{ menu_item_id: dishes[0], quantity: 1 }],
    order_type: 'pickup',
    payment_method: 'cash',
    special_instructions: `faults ${key}`,
  };
  const answer = await call(session, { operation: 'order', method: 'POST', path: '/api/v1/orders', body, key });
  // A refusal is final for its key; the next try is another order.
  if (answer.phase === 'fail' && !isUnknown(answer)) state.key = `probe-${randomUUID()}`;
  return placedOrderAnswer.safeParse(answer.body).data?.order.id;
}

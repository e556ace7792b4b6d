import { setTimeout as sleep } from 'node:timers/promises';
import { restaurantAnswer } from '@campus/contracts/config-api';
import pg from 'pg';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Answer } from '../people/caller.ts';
import { NOTE } from '../people/order-desk.ts';
import type { Party } from '../people/party.ts';
import { type Fault, wholly } from './fault.ts';

const LEFT = 12;
const ORDERS_EACH = 3;
const NO_CAP = 5_000;
// An order that has read the cap of before ends within this time, or is refused.
const OLD_CAP_MS = 1_500;

const rush: Fault = {
  name: 'rush for the last places',
  how: `the cap of the slot is set to ${LEFT} more than are taken, and every student orders ${ORDERS_EACH} times at once`,
  victims: ['slot'],
  touches: () => ['ordering'],
  holdSeconds: [0, 1],
  works: () => ({ operations: ['menu', 'status'], floor: 0.97 }),
  async inject(party) {
    const cap = (await placesTaken(party)) + LEFT;
    await setCap(party, cap);
    await sleep(OLD_CAP_MS);
    const before = await placesTaken(party);
    const turn = party.rushes.length;
    const answers = await Promise.all(party.sessions.flatMap((session) => rushOf(party, session, turn)));
    return wholly(
      () => setCap(party, NO_CAP),
      async () => {
        party.rushes.push({ cap, before, after: await placesTaken(party) });
        if (!answers.some(({ code }) => code === 'ORDER_LIMIT_REACHED'))
          throw new SetupFault('Nobody was refused: the rush did not reach the last places.');
      },
    );
  },
};

/** Of the slot that is being sold. */
async function placesTaken({ call, staff, stage }: Party): Promise<number> {
  const { body } = await call(staff.admin, { operation: 'admin', method: 'GET', path: '/api/v1/restaurant' });
  const slot = restaurantAnswer.parse(body).restaurant.current_slot?.name;
  const client = new pg.Client({ connectionString: stage.databaseUrl('ordering'), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const newest = 'select taken from slot_counters where slot = $1 order by business_day desc limit 1';
    const { rows } = await client.query<{ taken: number }>(newest, [slot]);
    return rows[0]?.taken ?? 0;
  } finally {
    await client.end();
  }
}

function rushOf({ call, dishes }: Party, session: Party['sessions'][number], turn: number): Promise<Answer>[] {
  return Array.from({ length: ORDERS_EACH }, (_, index) => {
    const key = `rush-${turn}-${index}`;
    const [menu_item_id] = dishes;
    const body = {
      items: [{ menu_item_id, quantity: 1 }],
      order_type: 'pickup',
      payment_method: 'cash',
      special_instructions: `${NOTE}${key}`,
    };
    return call(session, { operation: 'order', method: 'POST', path: '/api/v1/orders', body, key });
  });
}

async function setCap({ call, staff }: Party, value: number): Promise<void> {
  const path = '/api/v1/admin/config/max_orders_per_slot';
  const { phase, code } = await call(staff.admin, { operation: 'admin', method: 'PUT', path, body: { value } });
  if (phase !== 'ok') throw new SetupFault(`The cap could not be set to ${value}: ${code}`);
}

const crowd: Fault = {
  name: 'five times the load',
  how: 'every student reads and quotes five times over, without pause',
  victims: ['gateway'],
  touches: () => ['load'],
  holdSeconds: [0, 1],
  // What is shed is asked for again at once, by five for one.
  works: () => ({ operations: ['menu', 'quote', 'order', 'status'], floor: 0.8 }),
  async inject({ call, sessions, dishes }) {
    const until = Date.now() + 8_000;
    const body = { items: [{ menu_item_id: dishes[0], quantity: 1 }], order_type: 'pickup', payment_method: 'cash' };
    const press = async (session: Party['sessions'][number]) => {
      while (Date.now() < until) {
        await call(session, { operation: 'quote', method: 'POST', path: '/api/v1/orders/quote', body });
        await call(session, { operation: 'menu', method: 'GET', path: '/api/v1/menu/items' });
      }
    };
    await Promise.all(sessions.flatMap((session) => Array.from({ length: 5 }, () => press(session))));
    return async () => undefined;
  },
};

export const LOAD_FAULTS = [rush, crowd];

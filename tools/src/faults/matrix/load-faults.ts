import { restaurantAnswer } from '@campus/contracts/config-api';
import type { Party } from '../people/party.ts';
import { type Fault, NOTHING } from './fault.ts';

const LEFT = 3;
const ORDERS_EACH = 3;
const NO_CAP = 5_000;

const rush: Fault = {
  name: 'rush for the last places',
  how: `the cap of the slot is set to ${LEFT} more than are taken, and every student orders ${ORDERS_EACH} times at once`,
  victims: ['slot'],
  touches: () => ['ordering'],
  holdSeconds: [0, 1],
  works: () => ({ operations: ['menu', 'status'], floor: 0.97 }),
  async inject(party) {
    const places = await placesTaken(party);
    if (places === undefined) return () => setCap(party, NO_CAP);
    await setCap(party, places + LEFT);
    await Promise.all(party.sessions.flatMap((session) => rushOf(party, session)));
    return () => setCap(party, NO_CAP);
  },
};

async function placesTaken({ call, staff }: Party): Promise<number | undefined> {
  const { body } = await call(staff.admin, { operation: 'admin', method: 'GET', path: '/api/v1/restaurant' });
  const left = restaurantAnswer.safeParse(body).data?.restaurant.current_slot?.places_left;
  return left === undefined ? undefined : NO_CAP - left;
}

function rushOf({ call, dishes, rushes }: Party, session: Party['sessions'][number]): Promise<unknown>[] {
  rushes.count += 1;
  return Array.from({ length: ORDERS_EACH }, (_, turn) => {
    const key = `rush-${rushes.count}-${turn}`;
    const [menu_item_id] = dishes;
    const body = {
      items: [{ menu_item_id, quantity: 1 }],
      order_type: 'pickup',
      payment_method: 'cash',
      special_instructions: `faults ${key}`,
    };
    return call(session, { operation: 'order', method: 'POST', path: '/api/v1/orders', body, key });
  });
}

async function setCap({ call, staff }: Party, value: number): Promise<void> {
  const path = '/api/v1/admin/config/max_orders_per_slot';
  await call(staff.admin, { operation: 'admin', method: 'PUT', path, body: { value } });
}

const crowd: Fault = {
  name: 'five times the load',
  how: 'every student reads and quotes five times over, without pause',
  victims: ['gateway'],
  touches: () => ['load'],
  holdSeconds: [0, 1],
  works: () => NOTHING,
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

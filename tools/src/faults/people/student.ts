import type { Random } from '@campus/testing/random';
import { type OwnOrder, placeOrder } from './order-desk.ts';
import { keepDoing, type Party } from './party.ts';
import { pay } from './pay.ts';
import type { Session } from './session.ts';
import { refresh, signInAtLast } from './sign-in.ts';

interface Student {
  session: Session;
  random: Random;
  orders: OwnOrder[];
  ordered: number;
}

type Act = (party: Party, student: Student) => Promise<void>;

/** What students do, and how often. */
const HABITS: [times: number, act: Act][] = [
  [3, browse],
  [1, quote],
  [3, order],
  [4, payNext],
  [4, look],
  [1, list],
  [2, pry],
  [1, cancel],
];
const ACTS = HABITS.flatMap(([times, act]) => Array.from({ length: times }, () => act));
const WATCHED = 0.6;

/** One student, from signing in to the end of the party. What the student chooses follows from the seed alone. */
export async function liveAsStudent(party: Party, { who, random }: { who: string; random: Random }): Promise<void> {
  const session = await signInAtLast(party, { who, random });
  if (!session) return;
  party.sessions.push(session);
  await carryPhone(party, session);
  const student: Student = { session, random, orders: [], ordered: 0 };
  await keepDoing(party, {
    random,
    pauseMs: [150, 900],
    act: async () => (random.pick(ACTS) ?? browse)(party, student),
  });
}

/** Registers a phone that receives pushes. */
async function carryPhone({ call }: Party, session: Session): Promise<void> {
  const body = { token: `faults-phone-${session.userId}`, platform: 'android' };
  await call(session, { operation: 'session', method: 'POST', path: '/api/v1/users/device-token', body });
}

async function browse(party: Party, { session }: Student): Promise<void> {
  const path = '/api/v1/menu/items?available=true';
  const { code } = await party.call(session, { operation: 'menu', method: 'GET', path });
  if (code === 'TOKEN_EXPIRED') await refresh(party, session);
}

async function quote({ call, dishes }: Party, { session, random }: Student): Promise<void> {
  const items = [{ menu_item_id: random.pick(dishes), quantity: random.whole(1, 4) }];
  const body = { items, order_type: 'pickup', payment_method: 'cash' };
  await call(session, { operation: 'quote', method: 'POST', path: '/api/v1/orders/quote', body });
}

async function order(party: Party, student: Student): Promise<void> {
  const { session, random, orders } = student;
  student.ordered += 1;
  const placed = await placeOrder(party, { session, key: `${session.who}-${student.ordered}`, random });
  if (!placed) return;
  orders.push(placed);
  const { id: orderId } = placed;
  if (random.chance(WATCHED) && orders.length % 2 === 1)
    party.screens.watch({ orderId, userId: session.userId, token: () => session.token });
}

async function payNext(party: Party, { session, random, orders }: Student): Promise<void> {
  const open = orders.find(({ method, isPaid }) => method === 'upi' && !isPaid);
  if (open) await pay(party, { session, order: open, random });
}

async function look({ call }: Party, { session, random, orders }: Student): Promise<void> {
  const own = random.pick(orders);
  if (own) await call(session, { operation: 'status', method: 'GET', path: `/api/v1/orders/${own.id}/status` });
}

async function list({ call }: Party, { session }: Student): Promise<void> {
  await call(session, { operation: 'status', method: 'GET', path: '/api/v1/orders?limit=20' });
}

/** Tries to read what belongs to somebody else. */
async function pry({ call, orderIds }: Party, { session, random }: Student): Promise<void> {
  const foreign = random.pick(orderIds.filter(({ userId }) => userId !== session.userId));
  if (!foreign) return;
  const { orderId } = foreign;
  const paths = [
    `/api/v1/orders/${orderId}`,
    `/api/v1/orders/${orderId}/status`,
    `/api/v1/payments/orders/${orderId}`,
  ] as const;
  await call(session, { operation: 'foreign', method: 'GET', path: random.pick(paths) ?? paths[0] });
}

async function cancel({ call }: Party, { session, random, orders }: Student): Promise<void> {
  const own = random.pick(orders);
  if (own)
    await call(session, { operation: 'cancel', method: 'POST', path: `/api/v1/orders/${own.id}/cancel`, body: {} });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { staffLoginAnswer, verifyOtpAnswer } from '@campus/contracts/auth-api';
import { configAnswer } from '@campus/contracts/config-api';
import { menuItemsAnswer } from '@campus/contracts/menu-api';
import { orderListAnswer, orderStatusAnswer, placedOrderAnswer } from '@campus/contracts/orders-api';
import { verifyPaymentAnswer } from '@campus/contracts/payments-api';
import type { Request } from '../people/caller.ts';
import { openScreens } from '../people/screens.ts';
import { aPhone, codeCheck, codeRequest, codeWithin, staffLogin } from '../people/sign-in.ts';
import { orderOf } from './guest.ts';
import type { Place } from './place.ts';
import { granted, NEWS_MS, Refused, type Visit, WORKS } from './visit.ts';

/** Each is used as its user does, through the gateway; what it is, and what came of it. */
export interface Feature {
  /** In the words of the printed matrix. */
  what: string;
  use(place: Place): Promise<Visit>;
}

const read = (operation: Request['operation'], path: string): Request => ({ operation, method: 'GET', path });

async function signInByCode({ call, provider, random }: Place): Promise<Visit> {
  const phone = aPhone(random);
  await granted(call, { who: 'visitor' }, codeRequest(phone));
  const code = await codeWithin(NEWS_MS, () => provider.codeFor(phone));
  if (!code)
    return { outcome: 'degraded', misses: 'code', comes: async () => (await provider.codeFor(phone)) !== undefined };
  verifyOtpAnswer.parse((await granted(call, { who: 'visitor' }, codeCheck(phone, code))).body);
  return WORKS;
}

async function signInAsStaff({ call, secrets }: Place): Promise<Visit> {
  const credentials = { username: 'kitchen', password: secrets.DEMO_STAFF_PASSWORD ?? '' };
  staffLoginAnswer.parse((await granted(call, { who: 'kitchen' }, staffLogin(credentials))).body);
  return WORKS;
}

async function browse({ call, guest }: Place): Promise<Visit> {
  const page = read('menu', '/api/v1/menu/items?available=true');
  const isFresh = ({ headers }: { headers: Headers | undefined }) => headers?.has('age') === false;
  const answer = await granted(call, guest.session, page);
  if (menuItemsAnswer.parse(answer.body).items.length === 0) throw new Error('The menu is empty.');
  if (isFresh(answer)) return WORKS;
  return { outcome: 'degraded', misses: 'fresh menu', comes: async () => isFresh(await call(guest.session, page)) };
}

async function orderInCash(place: Place): Promise<Visit> {
  placedOrderAnswer.parse((await granted(place.call, place.guest.session, orderOf(place, 'cash'))).body);
  return WORKS;
}

async function orderByUpi(place: Place): Promise<Visit> {
  const { call, guest } = place;
  const answer = placedOrderAnswer.parse((await granted(call, guest.session, orderOf(place, 'upi'))).body);
  if (answer.payment) return WORKS;
  const look = read('pay', `/api/v1/payments/orders/${answer.order.id}`);
  const comes = async () => (await call(guest.session, look)).phase === 'ok';
  return { outcome: 'degraded', misses: 'checkout', comes };
}

async function pay(place: Place): Promise<Visit> {
  const { call, provider, guest } = place;
  const receipt = await provider.checkOut(guest.unpaid.gatewayOrderId, 'success');
  const path = '/api/v1/payments/verify';
  const told = await granted(call, guest.session, { operation: 'pay', method: 'POST', path, body: receipt ?? {} });
  const isPaid = async () => (await statusOf(place, guest.unpaid.id))?.payment_status === 'paid';
  if (verifyPaymentAnswer.parse(told.body).status === 'pending')
    return { outcome: 'degraded', misses: 'confirmation', comes: isPaid };
  if (await within(NEWS_MS, isPaid)) return WORKS;
  return { outcome: 'degraded', misses: 'mark on the order', comes: isPaid };
}

async function readStatus({ call, guest }: Place): Promise<Visit> {
  const answer = await granted(call, guest.session, read('status', `/api/v1/orders/${guest.watched}/status`));
  orderStatusAnswer.parse(answer.body);
  return WORKS;
}

/** Opens the order's page anew, and the kitchen begins. */
async function watch(place: Place): Promise<Visit> {
  const { gateway, guest } = place;
  const screens = openScreens(gateway);
  place.opened(screens.close);
  const { userId, token } = guest.session;
  screens.watch({ orderId: guest.watched, userId, token: () => token });
  const [screen] = screens.orders;
  if (!screen) throw new Error('There is no screen.');
  const since = performance.now();
  await within(NEWS_MS, async () => screen.frames.length + screen.refusals.length > 0);
  const [refusal] = screen.refusals;
  place.waited(refusal?.ms ?? performance.now() - since);
  if (screen.frames.length === 0)
    throw new Refused(refusal ?? { status: undefined, code: 'silence', headers: undefined });
  await begin(place, guest.watched);
  const shows = async () => screen.frames.some(({ status }) => status === 'preparing');
  if (!(await within(NEWS_MS, shows))) return { outcome: 'degraded', misses: 'news', comes: shows };
  return WORKS;
}

/** Opens the board: the list, and a screen that hears of what changes; takes a ticket. */
async function keepBoard(place: Place): Promise<Visit> {
  const { call, staff, guest, gateway } = place;
  const [cook] = staff.cooks;
  if (!cook) throw new Error('There is no cook.');
  const screens = openScreens(gateway);
  place.opened(screens.close);
  screens.watchKitchen(cook.token ?? '');
  const listed = await granted(call, cook, read('kitchen', '/api/v1/admin/orders?limit=100&status=received'));
  orderListAnswer.parse(listed.body);
  const hears = await within(NEWS_MS, async () => screens.kitchenHellos > 0);
  await begin(place, guest.ticket);
  const shows = async () =>
    screens.kitchen.some(({ orderId, status }) => orderId === guest.ticket && status === 'preparing');
  // Whoever was not connected has missed it for good, and looks at the list when connected.
  const comes = hears ? shows : async () => screens.kitchenHellos > 0;
  if (!hears || !(await within(NEWS_MS, shows))) return { outcome: 'degraded', misses: 'tickets', comes };
  return WORKS;
}

async function readReports({ call, staff }: Place): Promise<Visit> {
  await granted(call, staff.admin, read('admin', '/api/v1/admin/reports/daily-sales'));
  return WORKS;
}

async function changeConfig({ call, staff }: Place): Promise<Visit> {
  const path = '/api/v1/admin/config';
  const { config } = configAnswer.parse((await granted(call, staff.admin, read('admin', path))).body);
  const body = { value: config.average_preparation_minutes };
  const change = `${path}/average_preparation_minutes`;
  await granted(call, staff.admin, { operation: 'admin', method: 'PUT', path: change, body });
  return WORKS;
}

async function begin({ call, staff }: Place, orderId: string): Promise<void> {
  const [cook] = staff.cooks;
  const path = `/api/v1/admin/orders/${orderId}/status`;
  await granted(call, cook ?? { who: 'nobody' }, {
    operation: 'kitchen',
    method: 'PATCH',
    path,
    body: { status: 'preparing' },
  });
}

async function statusOf({ call, guest }: Place, orderId: string) {
  const { body } = await call(guest.session, read('status', `/api/v1/orders/${orderId}/status`));
  return orderStatusAnswer.safeParse(body).data;
}

/** Whether it comes true in that time. */
export async function within(ms: number, isTrue: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!(await isTrue())) {
    if (performance.now() > deadline) return false;
    await sleep(100);
  }
  return true;
}

export const FEATURES = {
  login: { what: 'sign in with the code of an SMS', use: signInByCode },
  'staff login': { what: 'sign in with a password', use: signInAsStaff },
  'browse menu': { what: 'read the menu', use: browse },
  'place order, cash': { what: 'order, to be paid at the counter', use: orderInCash },
  'place order, UPI': { what: 'order and get the checkout of Razorpay', use: orderByUpi },
  pay: { what: 'hand over the receipt of the checkout, and see the order paid', use: pay },
  'status read': { what: "ask for an order's status", use: readStatus },
  'live status': { what: "open an order's socket, and see the kitchen begin", use: watch },
  'kitchen board': { what: 'open the list and the screen, take a ticket and see it move', use: keepBoard },
  reports: { what: "read the day's sales", use: readReports },
  config: { what: 'read the settings and change one', use: changeConfig },
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof FEATURES;
export const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[];

import { randomInt } from 'node:crypto';
import { requestOtpAnswer, userAnswer, verifyOtpAnswer } from '@campus/contracts/auth-api';
import { menuItemsAnswer } from '@campus/contracts/menu-api';
import { deviceTokenAnswer } from '@campus/contracts/notifications-api';
import type { OrderView } from '@campus/contracts/order-state';
import { placedOrderAnswer } from '@campus/contracts/orders-api';
import { SetupFault } from '../platform/setup-fault.ts';
import { inRupees } from './in-rupees.ts';
import { type OrderScreen, watchOrder } from './order-screen.ts';
import { createPerson, type Person } from './person.ts';
import type { Stage } from './stage.ts';
import { PLEASE_WAIT, type Wish } from './wishes.ts';

/** A student who has signed in and holds a phone that receives pushes. */
export interface Student extends Person {
  id: string;
  deviceToken: string;
}

/** What a student ordered, and the screen on which it is watched. */
export interface Lunch {
  wish: Wish;
  student: Student;
  order: OrderView;
  gatewayOrderId: string | undefined;
  screen: OrderScreen;
}

/** Signs in with a number nobody has used, by the code from the SMS. */
export async function arrive({ gateway, timeline, pocket }: Stage, name: string): Promise<Student> {
  const phone = `+918${String(randomInt(1e9)).padStart(9, '0')}`;
  const visitor = createPerson(gateway, name);
  const asked = performance.now();
  await timeline.step(name, 'asks for a sign-in code', () =>
    visitor.ask('POST', '/api/v1/auth/request-otp', requestOtpAnswer, { phone }),
  );
  const otp = await pocket.readCode(phone, name);
  timeline.tell(name, 'receives it by SMS', asked);
  const session = await timeline.step(name, 'signs in', () =>
    visitor.ask('POST', '/api/v1/auth/verify-otp', verifyOtpAnswer, { phone, otp }),
  );
  const person = createPerson(gateway, name, session.access_token);
  await person.ask('PUT', '/api/v1/users/me', userAnswer, { name });
  const deviceToken = `demo-phone-${session.user.id}`;
  const device = { token: deviceToken, platform: 'android' };
  await timeline.step(name, 'registers the phone for pushes', () =>
    person.ask('POST', '/api/v1/users/device-token', deviceTokenAnswer, device),
  );
  return { ...person, id: session.user.id, deviceToken };
}

/** Chooses from the menu, orders, and opens the order's screen. */
export async function order({ gateway, timeline }: Stage, student: Student, wish: Wish): Promise<Lunch> {
  const lines = await choose(student, wish);
  const body = {
    items: lines.map(({ id, quantity }) => ({ menu_item_id: id, quantity })),
    order_type: wish.orderType,
    payment_method: wish.paymentMethod,
    ...(wish.orderType === 'delivery' && { delivery_address: `Hostel ${wish.name[0]}, room ${100 + lines.length}` }),
    ...(wish.twist === 'changes mind' && { special_instructions: PLEASE_WAIT }),
  };
  if (wish.paymentMethod === 'cash') timeline.mark(`confirmed ${student.id}`);
  const wanted = lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ');
  const placed = await timeline.step(
    wish.name,
    ({ order }) =>
      `orders ${order.order_number}: ${wanted}; ${inRupees(order.total)} ${wish.paymentMethod}, ${wish.orderType}`,
    () => student.ask('POST', '/api/v1/orders', placedOrderAnswer, body),
  );
  const opened = performance.now();
  const screen = watchOrder({
    gateway,
    orderId: placed.order.id,
    token: student.token,
    onStatus: (status) => {
      const since = status === 'received' ? opened : timeline.since(`${status} ${placed.order.id}`);
      timeline.tell(wish.name, `sees "${status}" on the order screen`, since);
    },
  });
  return { wish, student, order: placed.order, gatewayOrderId: placed.payment?.gateway_order_id, screen };
}

// Razorpay takes no less.
const LEAST_RUPEES = 1;

async function choose(student: Student, { basket }: Wish): Promise<{ id: string; name: string; quantity: number }[]> {
  const { items } = await student.ask('GET', '/api/v1/menu/items?available=true', menuItemsAnswer);
  const served = items.filter(({ time_slots, price }) => time_slots.length === 0 && price >= LEAST_RUPEES);
  if (served.length === 0) throw new SetupFault('The menu has no dish that is served all day.');
  const chosen = new Map<string, { id: string; name: string; quantity: number }>();
  for (const [dish, quantity] of basket) {
    const item = served[dish % served.length];
    if (item) chosen.set(item.id, { id: item.id, name: item.name, quantity });
  }
  return [...chosen.values()];
}

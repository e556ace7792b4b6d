import { randomUUID } from 'node:crypto';
import { placedOrderAnswer } from '@campus/contracts/orders-api';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Answer, Request } from '../people/caller.ts';
import { signIn } from '../people/sign-in.ts';
import type { Guest, Place } from './place.ts';

/** Signs in and orders three times. */
export async function welcome(place: Omit<Place, 'guest'>): Promise<Guest> {
  const session = await signIn(place, { who: `guest-${randomUUID()}`, random: place.random });
  if (!session) throw new SetupFault('Nobody can sign in.');
  const device = { token: `resilience-phone-${session.userId}`, platform: 'android' };
  const path = '/api/v1/users/device-token';
  const order = async (method: 'cash' | 'upi') => placed(await place.call(session, orderOf(place, method)));
  const [unpaid, watched, ticket] = await Promise.all([
    order('upi'),
    order('cash'),
    order('cash'),
    place.call(session, { operation: 'session', method: 'POST', path, body: device }),
  ]);
  const gatewayOrderId = unpaid.payment?.gateway_order_id;
  if (!gatewayOrderId) throw new SetupFault('An order has no checkout.');
  return {
    session,
    unpaid: { id: unpaid.order.id, gatewayOrderId },
    watched: watched.order.id,
    ticket: ticket.order.id,
  };
}

/** One dish, to be fetched. */
export function orderOf({ dishes }: Pick<Place, 'dishes'>, method: 'cash' | 'upi'): Request {
  const items = [{ menu_item_id: dishes[0], quantity: 1 }];
  const body = { items, order_type: 'pickup', payment_method: method };
  return { operation: 'order', method: 'POST', path: '/api/v1/orders', body, key: randomUUID() };
}

function placed(answer: Answer) {
  const { data } = placedOrderAnswer.safeParse(answer.body);
  if (!data) throw new SetupFault(`No order is taken: ${answer.status ?? 'no answer'} ${answer.code}`);
  return data;
}

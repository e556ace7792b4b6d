import { setTimeout as sleep } from 'node:timers/promises';
import { placedOrderAnswer } from '@campus/contracts/orders-api';
import type { Random } from '@campus/testing/random';
import type { Answer } from './caller.ts';
import type { Party } from './party.ts';
import type { Session } from './session.ts';

/** An order as its owner remembers it. */
export interface OwnOrder {
  id: string;
  method: 'upi' | 'cash';
  gatewayOrderId: string | undefined;
  isPaid: boolean;
}

/** What marks an order as the one of an Idempotency-Key, also where the key itself is forgotten. */
export const NOTE = 'faults ';

const RETRIES = 8;

/** Orders once under one key, as a phone with a bad connection does: asks again while it does not know, sometimes twice at once. */
export async function placeOrder(
  party: Party,
  { session, key, random }: { session: Session; key: string; random: Random },
): Promise<OwnOrder | undefined> {
  const body = wish(party, key, random);
  const send = () => party.call(session, { operation: 'order', method: 'POST', path: '/api/v1/orders', body, key });
  const [givesUp, isImpatient, losesAnswer] = [random.chance(0.1), random.chance(0.1), random.chance(0.15)];
  let answer = await (isImpatient ? Promise.all([send(), send()]).then(([first]) => first) : send());
  for (let turn = 0; isUnknown(answer) && turn < RETRIES && !givesUp && !party.isOver(); turn += 1) {
    await sleep(700);
    answer = await send();
  }
  if (answer.phase === 'ok' && losesAnswer) answer = await send();
  const { data } = placedOrderAnswer.safeParse(answer.body);
  if (!data) return undefined;
  party.orderIds.push({ orderId: data.order.id, userId: session.userId });
  return {
    id: data.order.id,
    method: data.order.payment_method,
    gatewayOrderId: data.payment?.gateway_order_id,
    isPaid: false,
  };
}

function wish({ dishes }: Party, key: string, random: Random): object {
  const chosen = random.shuffle(dishes).slice(0, random.whole(1, 3));
  const delivery = random.chance(0.4);
  return {
    items: chosen.map((menu_item_id) => ({ menu_item_id, quantity: random.whole(1, 3) })),
    order_type: delivery ? 'delivery' : 'pickup',
    payment_method: random.chance(0.55) ? 'upi' : 'cash',
    special_instructions: `${NOTE}${key}`,
    ...(delivery && { delivery_address: `Hostel ${random.whole(1, 12)}, room ${random.whole(1, 400)}` }),
  };
}

export function isUnknown({ phase, code }: Answer): boolean {
  return phase === 'info' || code === 'REQUEST_IN_PROGRESS';
}

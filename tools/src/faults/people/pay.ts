import { setTimeout as sleep } from 'node:timers/promises';
import { paymentAnswer } from '@campus/contracts/payments-api';
import type { Random } from '@campus/testing/random';
import { isUnknown, type OwnOrder } from './order-desk.ts';
import type { Party } from './party.ts';
import type { Receipt } from './provider-desk.ts';
import type { Session } from './session.ts';

/** What the UPI app can come to, the usual more often. */
const OUTCOMES = [
  'success',
  'success',
  'success',
  'success',
  'no_callback',
  'fail:incorrect_pin',
  'fail_then_success_same_payment',
  'second_capture_same_order',
] as const;
const VERIFY_TRIES = 6;

/** Pays one's order in the UPI app, and hands over the receipt if there is one. */
export async function pay(
  party: Party,
  { session, order, random }: { session: Session; order: OwnOrder; random: Random },
): Promise<void> {
  const path = `/api/v1/payments/orders/${order.id}`;
  const chosen = random.pick(OUTCOMES);
  const outcome = party.losesWebhooks && chosen === 'second_capture_same_order' ? 'success' : chosen;
  if (!order.gatewayOrderId) {
    const { body } = await party.call(session, { operation: 'pay', method: 'GET', path });
    order.gatewayOrderId = paymentAnswer.safeParse(body).data?.payment.gateway_order_id ?? undefined;
  }
  if (!order.gatewayOrderId) return;
  const receipt = await party.provider.checkOut(order.gatewayOrderId, outcome);
  order.isPaid = !outcome.startsWith('fail:');
  if (receipt) await handOver(party, session, receipt);
}

async function handOver(party: Party, session: Session, body: Receipt): Promise<void> {
  for (let turn = 0; turn < VERIFY_TRIES && !party.isOver(); turn += 1) {
    const path = '/api/v1/payments/verify';
    if (!isUnknown(await party.call(session, { operation: 'pay', method: 'POST', path, body }))) return;
    await sleep(700);
  }
}

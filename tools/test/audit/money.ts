import { randomUUID } from 'node:crypto';
import { CUSTOMER, gatewayOrderOf, isConfirmed, placedAt, type Story } from './orders.ts';
import type { World } from './world.ts';

/** Fills the provider's books and payment's tables for an order that is to be paid by UPI. */
export async function tellPayment({ databases: { payment }, ledger }: World, story: Story): Promise<void> {
  const [id, attempt] = [randomUUID(), `pay_${story.id.slice(-12)}`];
  const isCaptured = isConfirmed(story);
  const status = story.paymentStatus === 'failed' ? 'expired' : story.paymentStatus;
  const gatewayOrder = gatewayOrderOf(story);
  await payment('payments').insert({
    id,
    order_id: story.id,
    user_id: CUSTOMER,
    gateway_order_id: gatewayOrder,
    gateway_payment_id: isCaptured ? attempt : null,
    amount: story.total,
    status,
    created_at: placedAt(story),
    create_at: null,
  });
  const paise = story.total * 100;
  const line = { order_id: gatewayOrder, receipt: id, amount: paise, captured_paise: 0, refunded_paise: 0 };
  ledger.push({ ...line, payments: [], refunds: [] });
  if (isCaptured) await capture({ databases: { payment }, ledger }, gatewayOrder, attempt);
  if (story.paymentStatus === 'refunded') await refund({ databases: { payment }, ledger }, gatewayOrder, attempt);
}

type Money = { databases: Pick<World['databases'], 'payment'>; ledger: World['ledger'] };

/** The provider takes the money of an order, and payment knows. */
export async function capture(
  { databases: { payment }, ledger }: Money,
  gatewayOrder: string,
  attempt: string,
): Promise<void> {
  const line = lineOf(ledger, gatewayOrder);
  line.payments.push({ id: attempt, amount: line.amount, captured: true });
  line.captured_paise += line.amount;
  await payment('payment_attempts').insert({
    gateway_payment_id: attempt,
    payment_id: line.receipt,
    status: 'captured',
    amount: line.amount / 100,
    currency: 'INR',
    is_captured: true,
  });
}

async function refund({ databases: { payment }, ledger }: Money, gatewayOrder: string, attempt: string): Promise<void> {
  const line = lineOf(ledger, gatewayOrder);
  const id = attempt.replace('pay', 'rfnd');
  line.refunds.push({ id, payment_id: attempt, amount: line.amount, status: 'processed' });
  line.refunded_paise += line.amount;
  await payment('refunds').insert({
    id: randomUUID(),
    payment_id: line.receipt,
    gateway_payment_id: attempt,
    gateway_refund_id: id,
    amount: line.amount / 100,
    status: 'processed',
    reason_key: 'order_cancelled',
    reason: 'order_cancelled',
    created_at: new Date(),
    processed_at: new Date(),
    next_try_at: null,
  });
}

export function lineOf(ledger: World['ledger'], gatewayOrder: string): World['ledger'][number] {
  const line = ledger.find(({ order_id }) => order_id === gatewayOrder);
  if (!line) throw new Error(`no provider order ${gatewayOrder}`);
  return line;
}

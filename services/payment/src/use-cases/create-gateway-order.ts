import type { Payment } from '../domain/payment.ts';
import type { CreatedOrder, PaymentGateway } from './payment-gateway.ts';
import { recordFacts } from './record-facts.ts';
import { retryAfterMs } from './retry-after.ts';
import type { OrderTurn, Transact, Work } from './work.ts';

const FIRST_CHECK_MS = 60_000;

/** Makes the one Razorpay order of a payment, outside any transaction. Rejects when Razorpay fails; the job tries again. */
export async function createGatewayOrder(
  { transact, gateway }: { transact: Transact; gateway: PaymentGateway },
  turn: OrderTurn,
): Promise<Payment> {
  const created = await gateway
    .createOrder({ receipt: turn.paymentId, amountPaise: turn.amountPaise })
    .catch((error: unknown) => giveBack(transact, turn, error));
  return transact((work) => record(work, turn, created));
}

async function record(work: Work, turn: OrderTurn, created: CreatedOrder) {
  const payment = await work.payments.lock(turn.paymentId);
  if (created.outcome === 'refused') return recordFacts(work, payment, [{ kind: 'closed', as: 'create_failed' }]);
  await work.queues.checkLater(payment.id, new Date(work.now.getTime() + FIRST_CHECK_MS));
  return recordFacts(work, payment, [created.fact]);
}

async function giveBack(transact: Transact, { paymentId, tries }: OrderTurn, error: unknown): Promise<never> {
  const message = error instanceof Error ? error.message : String(error);
  await transact((work) => work.queues.createOrderLater(paymentId, { error: message, afterMs: retryAfterMs(tries) }));
  throw error;
}

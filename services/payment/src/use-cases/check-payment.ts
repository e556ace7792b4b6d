import type { Fact } from '../domain/facts.ts';
import { inFlightUntil } from '../domain/last-look.ts';
import type { GatewayAttempt, PaymentGateway } from './payment-gateway.ts';
import { recordFacts } from './record-facts.ts';
import type { CheckTurn, Transact } from './work.ts';

interface Means {
  transact: Transact;
  gateway: PaymentGateway;
}

/**
 * Looks at Razorpay itself, because webhooks get lost (R23). The last look before the order expires also puts the expiry off, once,
 * when somebody is paying at that moment (R10).
 */
export async function checkPayment({ transact, gateway }: Means, turn: CheckTurn): Promise<void> {
  const { paymentId, gatewayOrderId, isLastLook } = turn;
  // The count is asked for first: an attempt that begins in between is in the list, or counted and not listed.
  const order = isLastLook ? await gateway.findOrder(gatewayOrderId) : undefined;
  const attempts = await gateway.attemptsOf(gatewayOrderId);
  const facts = await factsOf(gateway, attempts);
  if (facts.length === 0 && !order) return;
  await transact(async (work) => {
    const until = order && inFlightUntil(attempts.map(seen), order.attemptsBegun, work.now);
    const payment = await work.payments.lock(paymentId);
    await recordFacts(work, payment, until ? [...facts, { kind: 'in_flight', until }] : facts);
    for (const { fact, response } of attempts) await work.payments.keepResponse(fact.gatewayPaymentId, response);
  });
}

async function factsOf(gateway: PaymentGateway, attempts: GatewayAttempt[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const { fact, refundedPaise } of attempts) {
    facts.push(fact);
    if (refundedPaise > 0) facts.push(...(await gateway.refundsOf(fact.gatewayPaymentId)));
  }
  return facts;
}

function seen({ fact: { status }, startedAt }: GatewayAttempt) {
  return { status, startedAt };
}

import type { Fact } from '../domain/facts.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { recordFacts } from './record-facts.ts';
import type { CheckTurn, Transact } from './work.ts';

/** Looks at Razorpay itself, because webhooks get lost (R23). */
export async function checkPayment(
  { transact, gateway }: { transact: Transact; gateway: PaymentGateway },
  { paymentId, gatewayOrderId }: CheckTurn,
): Promise<void> {
  const attempts = await gateway.attemptsOf(gatewayOrderId);
  const facts: Fact[] = [];
  for (const { fact, hasRefunds } of attempts) {
    facts.push(fact);
    if (hasRefunds) facts.push(...(await gateway.refundsOf(fact.gatewayPaymentId)));
  }
  if (facts.length === 0) return;
  await transact(async (work) => {
    await recordFacts(work, await work.payments.lock(paymentId), facts);
    for (const { fact, response } of attempts) await work.payments.keepResponse(fact.gatewayPaymentId, response);
  });
}

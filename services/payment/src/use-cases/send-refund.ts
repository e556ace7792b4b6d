import type { BlockedRefundFact, RefundFact } from '../domain/facts.ts';
import type { Refund } from '../domain/payment.ts';
import { submitRefund } from '../domain/submit-refund.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { recordFacts } from './record-facts.ts';
import { retryAfterMs } from './retry-after.ts';
import type { RefundTurn, Transact, Work } from './work.ts';

interface Means {
  transact: Transact;
  gateway: PaymentGateway;
}

/** Tells Razorpay to refund, or asks how a refund stands. The key never changes, so repeating cannot pay twice (R15). */
export async function sendRefund(means: Means, turn: RefundTurn): Promise<void> {
  const refund = await means.transact(async (work) => {
    const submitted = submitRefund(await work.payments.lock(turn.paymentId), turn.refundId);
    await work.payments.save(submitted.payment);
    return submitted.refund;
  });
  if (!refund) return;
  const fact = await outcomeOf(means.gateway, refund).catch((error: unknown) => giveBack(means, turn, error));
  await means.transact(async (work) => {
    await recordFacts(work, await work.payments.lock(turn.paymentId), [fact]);
    if (fact.kind === 'refund_blocked') await later(work, turn, fact.by);
  });
}

function later({ queues }: Work, { refundId, tries }: RefundTurn, error: string): Promise<void> {
  return queues.sendRefundLater(refundId, { error, afterMs: retryAfterMs(tries) });
}

async function giveBack({ transact }: Means, turn: RefundTurn, error: unknown): Promise<never> {
  const message = error instanceof Error ? error.message : String(error);
  await transact((work) => later(work, turn, message));
  throw error;
}

async function outcomeOf(gateway: PaymentGateway, refund: Refund): Promise<RefundFact | BlockedRefundFact> {
  const { id: key, gatewayPaymentId, amountPaise } = refund;
  if (refund.status === 'pending') return knownRefund(gateway, refund);
  const sent = await gateway.sendRefund({ key, gatewayPaymentId, amountPaise });
  if (sent.outcome === 'accepted') return sent.fact;
  // The account is filled by the next sales: the same refund succeeds later.
  if (sent.outcome === 'blocked') return { kind: 'refund_blocked', refundId: key, by: sent.by };
  // An earlier try may have been accepted without our hearing of it: only the list can tell a refusal from a success.
  const known = (await gateway.refundsOf(gatewayPaymentId)).find(({ receipt }) => receipt === key);
  return (
    known ?? { kind: 'refund', gatewayPaymentId, gatewayRefundId: null, receipt: key, amountPaise, status: 'failed' }
  );
}

async function knownRefund(gateway: PaymentGateway, { id, gatewayPaymentId, gatewayRefundId }: Refund) {
  const refunds = await gateway.refundsOf(gatewayPaymentId);
  const known = refunds.find((fact) => fact.receipt === id || fact.gatewayRefundId === gatewayRefundId);
  if (!known) throw new Error('Razorpay does not list the refund.');
  return known;
}

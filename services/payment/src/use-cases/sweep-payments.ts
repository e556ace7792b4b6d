import type { Fact } from '../domain/facts.ts';
import { type Difference, differencesOf, type GatewayMoney, type Mismatch } from '../domain/mismatch.ts';
import type { Payment } from '../domain/payment.ts';
import { type GatewayAttempt, PAGE_SIZE, type PaymentGateway } from './payment-gateway.ts';
import { recordFacts } from './record-facts.ts';
import type { PaymentReader, SweepTurn, Transact, Work } from './work.ts';

export interface SweepMeans {
  transact: Transact;
  gateway: PaymentGateway;
  payments: PaymentReader;
}

export interface Swept {
  /** What was not reported before. */
  mismatches: Mismatch[];
  isLastPage: boolean;
}

/** Compares one page of Razorpay's books with ours; what is missing here is made good, and each difference reported once. */
export async function sweepPayments(means: SweepMeans, turn: SweepTurn): Promise<Swept> {
  const page = await means.gateway.paymentsBetween(turn);
  const known = await means.payments.findByGatewayOrders(page.flatMap(({ gatewayOrderId }) => gatewayOrderId ?? []));
  const mismatches: Mismatch[] = [];
  for (const attempt of page) {
    const payment = known.find(({ gatewayOrderId }) => gatewayOrderId === attempt.gatewayOrderId);
    if (payment && differencesOf(payment, moneyOf(attempt)).length === 0) continue;
    mismatches.push(...(await examine(means, attempt, { payment, readAt: turn.takenAt })));
  }
  const isLastPage = page.length < PAGE_SIZE;
  await means.transact((work) => work.sweeps.turnPage(turn, { position: turn.position + page.length, isLastPage }));
  return { mismatches, isLastPage };
}

interface Suspicion {
  payment: Payment | undefined;
  /** Razorpay's page is at least as new as this. */
  readAt: Date;
}

async function examine(means: SweepMeans, attempt: GatewayAttempt, { payment, readAt }: Suspicion) {
  // Only captured money is anybody's loss.
  if (!attempt.fact.isCaptured) return [];
  const paymentId = payment?.id ?? (await paymentByReceipt(means, attempt));
  if (paymentId === undefined) return reportOrphan(means, attempt);
  const refunds = attempt.refundedPaise > 0 ? await means.gateway.refundsOf(attempt.fact.gatewayPaymentId) : [];
  return means.transact(async (work) => {
    const locked = await work.payments.lock(paymentId);
    // Changed since the page was read: it tells nothing about now, and the next night looks again.
    if (locked.updatedAt >= readAt) return [];
    const found = await report(work, { attempt, paymentId, differences: differencesOf(locked, moneyOf(attempt)) });
    await makeGood(work, locked, { attempt, facts: [attempt.fact, ...refunds, { kind: 'mismatch' }] });
    return found;
  });
}

/** Razorpay's order for one of our payments whose making we never heard of (R8). */
async function paymentByReceipt({ gateway, payments }: SweepMeans, { gatewayOrderId }: GatewayAttempt) {
  const order = gatewayOrderId ? await gateway.findOrder(gatewayOrderId) : undefined;
  return order?.receipt ? (await payments.find(order.receipt))?.id : undefined;
}

async function reportOrphan({ transact }: SweepMeans, attempt: GatewayAttempt): Promise<Mismatch[]> {
  const { amountPaise: gatewayPaise } = attempt.fact;
  if (attempt.refundedPaise >= gatewayPaise) return [];
  const differences: Difference[] = [{ kind: 'orphan', gatewayPaise, knownPaise: 0 }];
  return transact((work) => report(work, { attempt, paymentId: null, differences }));
}

interface Finding {
  attempt: GatewayAttempt;
  paymentId: string | null;
  differences: Difference[];
}

async function report(work: Work, { attempt, paymentId, differences }: Finding): Promise<Mismatch[]> {
  const { gatewayOrderId, fact } = attempt;
  const found: Mismatch[] = [];
  for (const difference of differences) {
    const mismatch = {
      ...{ id: work.newId(), paymentId, gatewayPaymentId: fact.gatewayPaymentId, gatewayOrderId, foundAt: work.now },
      ...difference,
    };
    if (await work.mismatches.add(mismatch)) found.push(mismatch);
  }
  return found;
}

async function makeGood(work: Work, payment: Payment, heard: { attempt: GatewayAttempt; facts: Fact[] }) {
  const { attempt, facts } = heard;
  const isOfLostOrder = payment.gatewayOrderId === null && attempt.gatewayOrderId !== null;
  const order: Fact[] = isOfLostOrder ? [{ kind: 'gateway_order', gatewayOrderId: attempt.gatewayOrderId ?? '' }] : [];
  await recordFacts(work, payment, [...order, ...facts]);
  await work.payments.keepResponse(attempt.fact.gatewayPaymentId, attempt.response);
}

function moneyOf({ fact, refundedPaise }: GatewayAttempt): GatewayMoney {
  return { ...fact, refundedPaise };
}

import { applyFacts } from '../domain/apply-facts.ts';
import type { Fact } from '../domain/facts.ts';
import type { Payment } from '../domain/payment.ts';
import type { Work } from './work.ts';

/** Applies facts to a locked payment, keeps it and tells the others. */
export async function recordFacts(work: Work, payment: Payment, facts: Fact[]): Promise<Payment> {
  const decision = applyFacts(payment, facts, work);
  await work.payments.save(decision.payment);
  await work.outbox.add(decision.events);
  if (decision.payment.refunds.some(({ status }) => status === 'requested')) work.nudge('refunds');
  return decision.payment;
}

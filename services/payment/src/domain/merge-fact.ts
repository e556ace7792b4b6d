import type { AttemptFact, Fact, FactContext, OrderPlacedFact } from './facts.ts';
import { blockRefund, mergeRefund } from './merge-refund.ts';
import { ATTEMPT_RANK, type Attempt, type Flag, type Payment } from './payment.ts';

/** Adds what a fact says to what is known. Nothing is ever unlearned, so order and repetition do not matter. */
export function mergeFact(payment: Payment, fact: Fact, context: FactContext): Payment {
  switch (fact.kind) {
    case 'gateway_order':
      // It exists for its customer from now on; its time to live and our looks at Razorpay are counted from here.
      if (payment.gatewayOrderId !== null) return payment;
      return { ...payment, gatewayOrderId: fact.gatewayOrderId, createdAt: context.now };
    case 'attempt':
      return { ...payment, attempts: mergeAttempt(payment.attempts, fact) };
    case 'refund':
      return mergeRefund(payment, fact, context);
    case 'refund_blocked':
      return blockRefund(payment, fact);
    case 'order_placed':
      return mergeOrder(payment, fact);
    case 'order_expires':
      return payment.expiresAt && payment.expiresAt >= fact.at ? payment : { ...payment, expiresAt: fact.at };
    case 'in_flight':
      return awaits(payment, fact.until) ? { ...payment, awaitedUntil: fact.until } : payment;
    case 'closed':
      return payment.closedAs === null ? { ...payment, closedAs: fact.as } : payment;
    case 'dispute':
      return flagged(payment, 'dispute');
    case 'mismatch':
      return flagged(payment, 'mismatch');
  }
}

function mergeAttempt(attempts: Attempt[], { kind: _kind, ...seen }: AttemptFact): Attempt[] {
  const known = attempts.find(({ gatewayPaymentId }) => gatewayPaymentId === seen.gatewayPaymentId);
  if (!known) return [...attempts, seen];
  const merged: Attempt = {
    ...known,
    status: ATTEMPT_RANK[seen.status] > ATTEMPT_RANK[known.status] ? seen.status : known.status,
    isCaptured: known.isCaptured || seen.isCaptured,
  };
  return attempts.map((attempt) => (attempt === known ? merged : attempt));
}

function mergeOrder(payment: Payment, order: OrderPlacedFact): Payment {
  const owned =
    order.userId === payment.userId ? payment : { ...flagged(payment, 'owner_conflict'), userId: order.userId };
  return order.amountPaise === payment.amountPaise ? owned : flagged(owned, 'amount_conflict');
}

/** Waiting longer is for an order that still waits, and happens once: else an order could be kept alive by trying for ever. */
function awaits({ expiresAt, awaitedUntil, closedAs, gatewayPaymentId }: Payment, until: Date): boolean {
  const isOpen = closedAs === null && gatewayPaymentId === null;
  return isOpen && awaitedUntil === null && expiresAt !== null && until > expiresAt;
}

function flagged(payment: Payment, flag: Flag): Payment {
  return payment.flags.includes(flag) ? payment : { ...payment, flags: [...payment.flags, flag].sort() };
}

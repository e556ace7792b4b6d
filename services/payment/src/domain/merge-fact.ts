import type { AttemptFact, Fact, FactContext, OrderPlacedFact } from './facts.ts';
import { mergeRefund } from './merge-refund.ts';
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
    case 'order_placed':
      return mergeOrder(payment, fact);
    case 'closed':
      return payment.closedAs === null ? { ...payment, closedAs: fact.as } : payment;
    case 'dispute':
      return flagged(payment, 'dispute');
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

function flagged(payment: Payment, flag: Flag): Payment {
  return payment.flags.includes(flag) ? payment : { ...payment, flags: [...payment.flags, flag].sort() };
}

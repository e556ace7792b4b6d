import type { DomainEvent } from '@campus/contracts/event';
import type { Fact, FactContext } from './facts.ts';
import { mergeFact } from './merge-fact.ts';
import type { Payment } from './payment.ts';
import { announce, type Decision } from './payment-changes.ts';
import { settle } from './settle.ts';

/**
 * The one way in for everything that is heard about money: webhook, checkout callback, poll, refund replies and order events are
 * hints in any order, any number of times (R1-R26 of providers.md). Refunds that became due are in the payment as `requested`.
 */
export function applyFacts(payment: Payment, facts: Fact[], context: FactContext): Decision {
  const events: DomainEvent[] = [];
  let current = payment;
  for (const fact of facts) {
    const merged = settle(mergeFact(current, fact, context), context);
    const decision = announce(current, merged, context.now);
    current = decision.payment;
    events.push(...decision.events);
  }
  return { payment: current, events };
}

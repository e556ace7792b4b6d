import type { Fact } from '../domain/facts.ts';
import type { GatewayAttempt } from './payment-gateway.ts';

/** What a webhook delivery says, in our words. */
export interface WebhookNews {
  /** Razorpay's event name. */
  event: string;
  gatewayOrderId: string | null;
  /** Our payment id, as far as the order itself was in the delivery. */
  receipt: string | null;
  /** Empty for events that tell nothing about money. */
  facts: Fact[];
  attempt: GatewayAttempt | null;
}

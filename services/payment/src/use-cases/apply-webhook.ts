import type { Payment } from '../domain/payment.ts';
import { recordFacts } from './record-facts.ts';
import type { WebhookNews } from './webhook-news.ts';
import type { Transact, Work } from './work.ts';

/** A stored delivery whose turn it is. */
export interface WebhookTurn {
  id: number;
  news: WebhookNews;
  tries: number;
}

/** About a quarter of an hour of backing off: our order is in the table before Razorpay ever hears of it. */
const MOST_TRIES = 10;

/** Applies what a delivery says. False: its payment is not there yet, so it stays for a later try (R8). */
export async function applyWebhook(transact: Transact, { id, news, tries }: WebhookTurn): Promise<boolean> {
  return transact(async (work) => {
    const finish = (outcome: 'applied' | 'ignored', detail: string) =>
      work.webhooks.finish(id, { outcome, detail, at: work.now });
    if (news.facts.length === 0) return finish('ignored', news.event).then(() => true);
    const payment = await paymentOf(work, news);
    if (!payment && tries < MOST_TRIES) return false;
    if (!payment) return finish('ignored', `${news.event}: unknown order`).then(() => true);
    await apply(work, payment, news);
    await finish('applied', news.event);
    return true;
  });
}

async function apply(work: Work, payment: Payment, { facts, attempt, gatewayOrderId }: WebhookNews): Promise<void> {
  const known = gatewayOrderId ? [{ kind: 'gateway_order', gatewayOrderId } as const] : [];
  await recordFacts(work, payment, [...known, ...facts]);
  if (attempt) await work.payments.keepResponse(attempt.fact.gatewayPaymentId, attempt.response);
}

async function paymentOf(work: Work, { gatewayOrderId, receipt }: WebhookNews): Promise<Payment | undefined> {
  const byOrder = gatewayOrderId ? await work.payments.lockByGatewayOrder(gatewayOrderId) : undefined;
  return byOrder ?? (receipt ? work.payments.find(receipt) : undefined);
}

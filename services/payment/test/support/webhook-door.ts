import { createHmac, randomUUID } from 'node:crypto';
import { type Platform, WEBHOOK_SECRET } from './platform.ts';

export const sign = (body: string, secret = WEBHOOK_SECRET) => createHmac('sha256', secret).update(body).digest('hex');

/** Knocks at the webhook door with exactly these bytes and headers. */
export async function deliver(platform: Platform, body: string, headers: Record<string, string | undefined>) {
  const url = new URL('/api/v1/payments/webhook', platform.service.url);
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers } as Record<string, string>,
  });
  return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
}

/** Delivers an authentic event as Razorpay would. */
export function tell(platform: Platform, event: string, payload: Record<string, object>) {
  const entities = Object.entries(payload).map(([name, entity]) => [name, { entity }]);
  const envelope = { entity: 'event', event, contains: Object.keys(payload), payload: Object.fromEntries(entities) };
  const body = JSON.stringify({ ...envelope, created_at: Math.floor(Date.now() / 1000) });
  return deliver(platform, body, { 'x-razorpay-signature': sign(body), 'x-razorpay-event-id': randomUUID() });
}

const BY_EVENT = { authorized: false, captured: true, failed: false };

/** A `pay_…` as Razorpay tells of it when it is in this state. */
export function paymentEntity(
  { id, gatewayOrderId, amountPaise }: { id: string; gatewayOrderId: string; amountPaise: number },
  status: keyof typeof BY_EVENT,
) {
  const money = { amount: amountPaise, currency: 'INR', amount_refunded: 0, captured: BY_EVENT[status] };
  return {
    id,
    entity: 'payment',
    order_id: gatewayOrderId,
    status,
    method: 'upi',
    created_at: 1_770_000_000,
    ...money,
  };
}

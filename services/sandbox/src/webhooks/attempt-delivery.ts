import { createHmac } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';
import type { Delivery, DeliveryAttempt, Knobs } from './webhook-state.ts';

/** Real time, as at Razorpay: the receiver must answer 2xx within five seconds. */
const ANSWER_WITHIN_MS = 5000;
const DAY_MS = 86_400_000;
/** Razorpay does not publish its intervals; these are ours, in provider time. */
const BACKOFF_S = [10, 30, 60, 300, 900, 3600, 7200, 14_400, 28_800];

/** One try. The same bytes and the same event id on each; 24 hours after the event the endpoint is switched off. */
export async function attemptDelivery(sandbox: Sandbox, delivery: Delivery): Promise<void> {
  if (delivery.state !== 'queued') return;
  if (sandbox.webhooks.knobs.hold) {
    delivery.state = 'held';
    return;
  }
  if (!delivery.endpoint.active) {
    delivery.state = 'given_up';
    return;
  }
  const attempt = await post(delivery, takeMangling(sandbox.webhooks.knobs, delivery.event.event));
  delivery.attempts.push(attempt);
  const accepted = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  if (accepted) delivery.state = 'delivered';
  else if (sandbox.webhooks.deliveries.includes(delivery)) retryLater(sandbox, delivery);
}

function retryLater(sandbox: Sandbox, delivery: Delivery) {
  const waitMs = (BACKOFF_S[delivery.attempts.length - 1] ?? 28_800) * 1000;
  const ageMs = sandbox.timers.elapsedMs() - delivery.event.createdAtMs;
  if (ageMs + waitMs <= DAY_MS) {
    sandbox.timers.after(waitMs, () => attemptDelivery(sandbox, delivery));
    return;
  }
  delivery.state = 'given_up';
  delivery.endpoint.active = false;
  const mail = `Webhook ${delivery.endpoint.url} disabled: ${delivery.event.event} ${delivery.event.id} failed for 24 hours`;
  sandbox.webhooks.mails.push(mail);
  sandbox.logger.warn({ url: delivery.endpoint.url, event: delivery.event.event }, 'webhook disabled');
}

function takeMangling(knobs: Knobs, event: string): DeliveryAttempt['mangled'] {
  if (!new RegExp(knobs.match).test(event)) return null;
  for (const mangling of ['tamper', 'wrong_secret'] as const) {
    if (knobs[mangling] === 0) continue;
    knobs[mangling] -= 1;
    return mangling;
  }
  return null;
}

async function post(
  { event, endpoint, secret }: Delivery,
  mangled: DeliveryAttempt['mangled'],
): Promise<DeliveryAttempt> {
  const at = new Date().toISOString();
  const key = mangled === 'wrong_secret' ? `${secret}-wrong` : secret;
  try {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Razorpay-Webhook/v1',
        'X-Razorpay-Signature': createHmac('sha256', key).update(event.body).digest('hex'),
        'x-razorpay-event-id': event.id,
      },
      body: mangled === 'tamper' ? event.body.replace('"amount":', '"amount":1') : event.body,
    });
    await response.arrayBuffer();
    return { at, status: response.status, error: null, mangled };
  } catch (error) {
    return { at, status: null, error: reasonOf(error), mangled };
  }
}

/** `fetch` keeps what really happened in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

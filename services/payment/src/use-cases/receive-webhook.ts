import { unauthenticated } from '@campus/errors/app-error';
import type { Transact } from './work.ts';

export interface WebhookDelivery {
  raw: Buffer;
  signature: string | undefined;
  eventId: string | undefined;
}

export interface WebhookMeans {
  transact: Transact;
  isWebhookSignature(raw: Buffer, signature: string | undefined): boolean;
  sha256(raw: Buffer): string;
}

/** Keeps an authentic delivery and says yes; what it means is found out afterwards, so that Razorpay never waits. */
export async function receiveWebhook(
  { transact, isWebhookSignature, sha256 }: WebhookMeans,
  delivery: WebhookDelivery,
) {
  const { raw, signature, eventId } = delivery;
  if (!isWebhookSignature(raw, signature)) {
    throw unauthenticated('The webhook signature is not valid.', 'INVALID_SIGNATURE');
  }
  const hash = sha256(raw);
  await transact(async (work) => {
    await work.webhooks.add({ eventId: eventId ?? `sha256:${hash}`, sha256: hash, raw, at: work.now });
    work.nudge('webhooks');
  });
}

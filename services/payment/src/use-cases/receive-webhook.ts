import { type AppError, unauthenticated } from '@campus/errors/app-error';
import { isRotating } from './rotate-secret.ts';
import type { Transact } from './work.ts';

export interface WebhookDelivery {
  raw: Buffer;
  signature: string | undefined;
  eventId: string | undefined;
}

export interface WebhookMeans {
  transact: Transact;
  /** Which of our secrets signed these bytes; undefined when none did. */
  signedWith(raw: Buffer, signature: string | undefined): 'newest secret' | 'older secret' | undefined;
  newestSecret: string;
  sha256(raw: Buffer): string;
}

/** Keeps an authentic delivery and says yes; what it means is found out afterwards, so that Razorpay never waits. */
export async function receiveWebhook(
  { transact, signedWith, newestSecret, sha256 }: WebhookMeans,
  delivery: WebhookDelivery,
) {
  const { raw, signature, eventId } = delivery;
  const secret = signedWith(raw, signature);
  if (!secret) throw invalidSignature();
  const hash = sha256(raw);
  await transact(async (work) => {
    if (secret === 'older secret' && !(await isRotating(work, newestSecret))) throw invalidSignature();
    await work.webhooks.add({ eventId: eventId ?? `sha256:${hash}`, sha256: hash, raw, at: work.now });
    work.nudge('webhooks');
  });
}

function invalidSignature(): AppError {
  return unauthenticated('The webhook signature is not valid.', 'INVALID_SIGNATURE');
}

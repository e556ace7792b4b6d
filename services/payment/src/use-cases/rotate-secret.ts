import type { Work } from './work.ts';

/** Razorpay retries for 24 hours with the secret of the moment of the event; an hour more for clocks and a slow roll-out. */
const OVERLAP_MS = 25 * 3_600_000;

/** Remembers since when the newest secret is the newest. Told by every replica all the time, so that nobody has to remember to remove the old one. */
export async function noteSecret({ webhooks, now }: Work, newestSecret: string): Promise<void> {
  await webhooks.newestSecretSince(newestSecret, now);
}

/** Whether what was signed with an older secret is still heard (R22). */
export async function isRotating({ webhooks, now }: Work, newestSecret: string): Promise<boolean> {
  const since = await webhooks.newestSecretSince(newestSecret, now);
  return now.getTime() - since.getTime() < OVERLAP_MS;
}

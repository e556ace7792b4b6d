import type { ClaimedPush, Work } from './work.ts';

// Longer than one sending can take, so that a push is taken again only when its process died.
const LEASE_MS = 120_000;

/** Takes up to `limit` pushes that are due. What is not recorded within the lease is sent again. */
export function claimPushes(work: Work, limit: number): Promise<ClaimedPush[]> {
  return work.pushDeliveries.claim({ limit, now: work.now, leasedUntil: new Date(work.now.getTime() + LEASE_MS) });
}

import type { AttemptStatus, Payment } from './payment.ts';

const LONGEST_LEAD_MS = 5_000;
/** An unanswered UPI payment fails after ten minutes at Razorpay, and is captured within twelve or never. */
const PATIENCE_MS = 12 * 60_000;

/** When the looks begin that find money whose webhook was lost before its order expires: 5 s ahead, or a third of a shorter life. */
export function lastLookAt({ createdAt, expiresAt }: Pick<Payment, 'createdAt' | 'expiresAt'>): Date | null {
  if (expiresAt === null) return null;
  const lifeMs = Math.max(0, expiresAt.getTime() - createdAt.getTime());
  return new Date(expiresAt.getTime() - Math.min(LONGEST_LEAD_MS, Math.ceil(lifeMs / 3)));
}

export interface SeenAttempt {
  status: AttemptStatus;
  startedAt: Date | null;
}

/**
 * Until when an attempt that is neither failed nor captured may still bring money; undefined when there is none. Razorpay does not
 * promise to list those that have just begun, but counts them in `attemptsBegun` of its order (R10).
 */
export function inFlightUntil(seen: SeenAttempt[], attemptsBegun: number, now: Date): Date | undefined {
  const begun = seen.filter(({ status }) => status === 'created' || status === 'authorized');
  const starts = begun.map(({ startedAt }) => (startedAt ?? now).getTime());
  if (attemptsBegun > seen.length) starts.push(now.getTime());
  return starts.length === 0 ? undefined : new Date(Math.max(...starts) + PATIENCE_MS);
}

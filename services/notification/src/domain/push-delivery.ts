import type { PushVerdict } from './push-verdict.ts';

/** One notification on its way to one device. `attempts` counts this one too. */
export interface PushDelivery {
  notificationId: string;
  deviceTokenId: string;
  attempts: number;
  createdAt: Date;
}

export interface DeliveryState {
  status: 'pending' | 'sent' | 'failed' | 'gave_up';
  attempts: number;
  nextAttemptAt: Date;
  errorCode: string | null;
}

/** Pauses before the three retries of the design document, 9.2. */
const RETRY_AFTER_MS = [2_000, 10_000, 50_000];
const OUR_FAULT_PAUSE_MS = 60_000;
/** "Your order is ready" helps nobody later than this. */
const LIFETIME_MS = 30 * 60_000;

/** Where a delivery stands after an attempt. A fault of ours and a full quota spend no attempt, but time. */
export function afterAttempt(delivery: PushDelivery, verdict: PushVerdict, now: Date): DeliveryState {
  const { attempts } = delivery;
  if (verdict.kind === 'sent') return { status: 'sent', attempts, nextAttemptAt: now, errorCode: null };
  const state = { attempts, nextAttemptAt: now, errorCode: verdict.code };
  const pauseMs = pauseAfter(delivery, verdict);
  if (pauseMs === 'never') return { ...state, status: 'failed' };
  if (pauseMs === undefined || isTooLate(delivery, now, pauseMs)) return { ...state, status: 'gave_up' };
  const counted = verdict.kind === 'unavailable';
  return {
    ...state,
    status: 'pending',
    attempts: counted ? attempts : attempts - 1,
    nextAttemptAt: new Date(now.getTime() + pauseMs),
  };
}

function pauseAfter({ attempts, deviceTokenId }: PushDelivery, verdict: Exclude<PushVerdict, { kind: 'sent' }>) {
  if (verdict.kind === 'quota') return verdict.retryAfterMs;
  if (verdict.kind === 'our_fault') return OUR_FAULT_PAUSE_MS;
  if (verdict.kind !== 'unavailable') return 'never';
  const pause = RETRY_AFTER_MS[attempts - 1];
  return pause && Math.round(pause * (0.75 + 0.5 * spreadOf(deviceTokenId)));
}

function isTooLate({ createdAt }: PushDelivery, now: Date, pauseMs: number): boolean {
  return now.getTime() + pauseMs > createdAt.getTime() + LIFETIME_MS;
}

// Jitter without chance: the random end of the id spreads devices over 0 to 1.
function spreadOf(id: string): number {
  return Number.parseInt(id.slice(-4), 16) / 0xffff;
}

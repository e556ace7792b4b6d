import type { PushVerdict } from './push-verdict.ts';

/** One notification on its way to one device, taken in hand. */
export interface PushDelivery {
  notificationId: string;
  deviceTokenId: string;
  /** Calls to FCM, this one too. */
  calls: number;
  /** Those that count: the first and its retries. This one does, until FCM says that the push was not at fault. */
  attempts: number;
  createdAt: Date;
}

/** What the broker carries: which call of which delivery is due. Anything else is in the row. */
export interface WakeUp {
  notificationId: string;
  deviceTokenId: string;
  /** The first call is 1. */
  call: number;
}

/** Why a push is not sent although its turn has come: FCM is not called. */
export interface Unsent {
  kind: 'unsent';
  code: 'no_device' | 'too_late' | 'never_recorded';
}

export interface DeliveryState {
  status: 'pending' | 'sent' | 'failed' | 'gave_up';
  calls: number;
  attempts: number;
  nextAttemptAt: Date;
  errorCode: string | null;
}

/** The longest pauses, in seconds, before the three retries of the design document, 9.2. */
export type RetryPauses = readonly [number, number, number];

export interface Moment {
  now: Date;
  retryPauses: RetryPauses;
}

const OUR_FAULT_PAUSE_MS = 60_000;
/** "Your order is ready" helps nobody later than this. */
const LIFETIME_MS = 30 * 60_000;
/** The first attempt and its three retries: what was begun more often has killed its process each time. */
const MOST_ATTEMPTS = 4;

/** What keeps a push from being sent when it is taken in hand: it has waited too long, or nobody survives sending it. */
export function unsentBecause(delivery: PushDelivery, takenAt: Date): Unsent | undefined {
  if (isTooLate(delivery, takenAt)) return { kind: 'unsent', code: 'too_late' };
  return delivery.attempts > MOST_ATTEMPTS ? { kind: 'unsent', code: 'never_recorded' } : undefined;
}

/** Where a delivery stands after its turn. A fault of ours and a full quota spend no attempt, but time. */
export function afterTurn(delivery: PushDelivery, outcome: PushVerdict | Unsent, moment: Moment): DeliveryState {
  const { calls, attempts } = delivery;
  const state = { calls, attempts, nextAttemptAt: moment.now, errorCode: 'code' in outcome ? outcome.code : null };
  const forgiven = { ...state, attempts: attempts - 1 };
  switch (outcome.kind) {
    case 'sent':
      return { ...state, status: 'sent' };
    case 'unsent':
      return { ...forgiven, calls: calls - 1, status: outcome.code === 'no_device' ? 'failed' : 'gave_up' };
    case 'quota':
      return again({ delivery, state: forgiven, moment, pauseMs: outcome.retryAfterMs });
    case 'our_fault':
      return again({ delivery, state: forgiven, moment, pauseMs: OUR_FAULT_PAUSE_MS });
    case 'unavailable': {
      const pauseMs = retryPause(delivery, moment.retryPauses);
      if (pauseMs === undefined) return { ...state, status: 'gave_up' };
      return again({ delivery, state, moment, pauseMs: Math.max(pauseMs, outcome.retryAfterMs ?? 0) });
    }
    default:
      return { ...state, status: 'failed' };
  }
}

interface Repetition {
  delivery: PushDelivery;
  state: Omit<DeliveryState, 'status'>;
  moment: Moment;
  pauseMs: number;
}

function again({ delivery, state, moment, pauseMs }: Repetition): DeliveryState {
  const nextAttemptAt = new Date(moment.now.getTime() + pauseMs);
  if (isTooLate(delivery, nextAttemptAt)) return { ...state, status: 'gave_up' };
  return { ...state, status: 'pending', nextAttemptAt };
}

// Between half the pause and all of it, so that what failed together does not come back together.
function retryPause(delivery: PushDelivery, pauses: RetryPauses): number | undefined {
  const longest = pauses[delivery.attempts - 1];
  return longest && Math.round(longest * 1000 * (0.5 + 0.5 * spreadOf(delivery)));
}

// Chance without a die: the random ends of the two ids spread deliveries over 0 to 1.
function spreadOf({ notificationId, deviceTokenId }: PushDelivery): number {
  const ends = [notificationId, deviceTokenId].map((id) => Number.parseInt(id.slice(-4), 16));
  return (ends.reduce((sum, end) => sum + end, 0) % 0x10000) / 0xffff;
}

function isTooLate({ createdAt }: PushDelivery, at: Date): boolean {
  return at.getTime() > createdAt.getTime() + LIFETIME_MS;
}

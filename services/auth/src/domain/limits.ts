/** What a code is for; part of its digest, so that a code for one purpose is worthless for another. */
export type OtpPurpose = 'sign_in';

export const OTP_LIFE_MS = 300_000;
export const MAX_GUESSES = 5;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** At most `max` happenings of `key` in any stretch of `windowMs`. */
export interface Limit {
  key: string;
  windowMs: number;
  max: number;
}

export interface SendBudget {
  perAddressAndHour: number;
  perHour: number;
}

/** A code that was sent: whose it is and which one. */
export interface SentOtp {
  id: string;
  /** HMAC of phone, purpose and code. */
  digest: string;
}

/** What sending one more code must fit into. `person` and `address` are fingerprints. */
export function sendLimits({ person, address }: { person: string; address: string }, budget: SendBudget): Limit[] {
  return [
    { key: `otp-sends:10m:${person}`, windowMs: 10 * MINUTE_MS, max: 3 },
    { key: `otp-sends:day:${person}`, windowMs: DAY_MS, max: 10 },
    { key: `otp-sends:from:${address}`, windowMs: HOUR_MS, max: budget.perAddressAndHour },
    { key: 'otp-sends:all', windowMs: HOUR_MS, max: budget.perHour },
  ];
}

/** Wrong guesses of a person's codes; a new code does not reset them (S11, S14). */
export function guessLimits(person: string): Limit[] {
  return [{ key: `otp-failures:${person}`, windowMs: DAY_MS, max: 20 }];
}

/** Failed sign-ins of one username from one address, so that a stranger elsewhere cannot lock anyone out (S17). */
export function loginLimits(usernameAndAddress: string): Limit[] {
  return [{ key: `login-failures:${usernameAndAddress}`, windowMs: 15 * MINUTE_MS, max: 5 }];
}

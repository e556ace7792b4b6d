/** What a code is for; part of its digest, so that a code for one purpose is worthless for another. */
export type OtpPurpose = 'sign_in';

export const OTP_LIFE_MS = 300_000;
export const MAX_GUESSES = 5;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// Of E.164: `+91` and the six digits that name an operator's block of ten thousand numbers.
const PREFIX_LENGTH = 9;

/** At most `max` happenings of `key` in any stretch of `windowMs`. */
export interface Limit {
  /** For the log: which limit it was. */
  name: string;
  key: string;
  windowMs: number;
  max: number;
  /** Reaching it is no single person's doing: somebody has to look. */
  alarm?: 'otp_budget_exhausted';
}

export interface SendBudget {
  perAddressAndHour: number;
  perPrefixAndHour: number;
  perHour: number;
}

/** A code that was sent: whose it is and which one. */
export interface SentOtp {
  id: string;
  /** HMAC of phone, purpose and code. */
  digest: string;
}

/** What sending one more code must fit into. `person`, `address` and `prefix` are fingerprints. */
export function sendLimits(
  { person, address, prefix }: { person: string; address: string; prefix: string },
  budget: SendBudget,
): Limit[] {
  return [
    { name: 'phone_10_minutes', key: `otp-sends:10m:${person}`, windowMs: 10 * MINUTE_MS, max: 3 },
    { name: 'phone_day', key: `otp-sends:day:${person}`, windowMs: DAY_MS, max: 10 },
    { name: 'address_hour', key: `otp-sends:from:${address}`, windowMs: HOUR_MS, max: budget.perAddressAndHour },
    {
      name: 'prefix_hour',
      key: `otp-sends:prefix:${prefix}`,
      windowMs: HOUR_MS,
      max: budget.perPrefixAndHour,
      alarm: 'otp_budget_exhausted',
    },
    {
      name: 'everybody_hour',
      key: 'otp-sends:all',
      windowMs: HOUR_MS,
      max: budget.perHour,
      alarm: 'otp_budget_exhausted',
    },
  ];
}

/** The number series of a phone in E.164: fraud by SMS pumping sends to many numbers of few series (S14). */
export function prefixOf(phone: string): string {
  return phone.slice(0, PREFIX_LENGTH);
}

/** Wrong guesses of a person's codes; a new code does not reset them (S11, S14). */
export function guessLimits(person: string): Limit[] {
  return [{ name: 'phone_day', key: `otp-failures:${person}`, windowMs: DAY_MS, max: 20 }];
}

/** Failed sign-ins of one username from one address, so that a stranger elsewhere cannot lock anyone out (S17). */
export function loginLimit(usernameAndAddress: string): Limit {
  const key = `login-failures:${usernameAndAddress}`;
  return { name: 'username_and_address', key, windowMs: 15 * MINUTE_MS, max: 5 };
}

/** Failed sign-ins of whatever usernames from one address, which a whole campus may share. */
export function loginAddressLimit(address: string, max: number): Limit {
  return { name: 'address', key: `login-failures-from:${address}`, windowMs: 15 * MINUTE_MS, max };
}

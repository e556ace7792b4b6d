import type { OtpMessage } from '@campus/contracts/otp-message';
import type { Limit, OtpPurpose, SentOtp } from '../domain/limits.ts';
import type { OtpConversion } from '../domain/otp-conversion.ts';
import type { Person } from '../domain/session.ts';

/** Signs and reads tokens with this service's keys. */
export interface Tokens {
  access(person: Person, session: { id: string; issuedAtSeconds: number }): string;
  refresh(claims: RefreshClaims, life: { issuedAt: Date; expiresAt: Date }): string;
  /** The claims of a refresh token of ours that has not expired; undefined for anything else. */
  readRefresh(token: string): RefreshClaims | undefined;
  hash(token: string): string;
}

export interface RefreshClaims {
  tokenId: string;
  sessionId: string;
  subjectId: string;
  subjectKind: Person['kind'];
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that nobody learns by the clock whether a username exists. */
  matches(password: string, hash: string | undefined): Promise<boolean>;
}

/** Counts that all replicas share. Everything rejects when Redis does not answer: then nobody is let through. */
export interface Limits {
  /** Counts `id` under every limit, or under none and answers the one that has room last, and when that will be. */
  take(limits: Limit[], id: string): Promise<ReachedLimit | undefined>;
  giveBack(limits: Limit[], id: string): Promise<void>;
  forget(limits: Limit[]): Promise<void>;
}

export interface ReachedLimit {
  limit: Limit;
  waitMs: number;
}

/**
 * Who signed in from where within the last 30 days: they get in also when an address has failed too often, so that strangers behind
 * the same address lock nobody out. Pairs are fingerprints of username and address.
 */
export interface Regulars {
  knows(usernameAndAddress: string): Promise<boolean>;
  remember(usernameAndAddress: string): Promise<void>;
}

/** What becomes of the codes that are sent. */
export interface OtpTraffic {
  noteSent(id: string): Promise<OtpConversion>;
  noteUsed(id: string): Promise<void>;
  /** One that was not sent after all. */
  forget(id: string): Promise<void>;
}

export interface Alarms {
  /** True for one caller, of whatever replica, in a stretch of `everyMs`. */
  isFirst(alarm: string, everyMs: number): Promise<boolean>;
}

/** The one code that a person can use now. `person` is a fingerprint: no phone number is stored. */
export interface Otps {
  replace(person: string, otp: SentOtp, lifeMs: number): Promise<void>;
  /** Spends one of the guesses; undefined when there is no code or no guess left. */
  spendGuess(person: string): Promise<SentOtp | undefined>;
  /** True for exactly one caller. */
  remove(person: string, otp: SentOtp): Promise<boolean>;
}

export interface OtpCodes {
  draw(): string;
  digest(of: { phone: string; purpose: OtpPurpose; code: string }): string;
  /** Constant time. */
  same(digest: string, other: string): boolean;
  seal(id: string, code: string): string;
}

export interface OtpSms {
  /** Resolves when the broker has stored the message; throws 503 after two seconds without its confirm. */
  send(message: OtpMessage): Promise<void>;
}

/** A keyed hash for keys and log lines: it cannot be turned back into a phone number by trying all of them. */
export type Fingerprint = (text: string) => string;

/** One code on its way to one phone. */
export interface OtpSms {
  id: string;
  phone: string;
  code: string;
  expiresAt: Date;
}

/**
 * Whose fault a refusal is: the phone's or its owner's will (no other provider may try), ours (the other one tries, and a person
 * must act), or the provider's (the other one tries).
 */
export type SmsFault = 'recipient' | 'ours' | 'provider';

/** What a provider made of it. */
export type SmsOutcome =
  | { status: 'accepted'; providerSid: string | null }
  | { status: 'refused'; errorCode: string; fault: SmsFault }
  | { status: 'unknown'; errorCode: string };

/** No other provider can or may do better. */
export function isFinal(outcome: SmsOutcome): boolean {
  return outcome.status === 'accepted' || (outcome.status === 'refused' && outcome.fault === 'recipient');
}

/** Whole seconds that a code still lives, at least 0. */
export function remainingSeconds(expiresAt: Date, now: Date): number {
  return Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000));
}

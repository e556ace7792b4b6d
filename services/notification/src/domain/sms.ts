/** One code on its way to one phone. */
export interface OtpSms {
  id: string;
  phone: string;
  code: string;
  expiresAt: Date;
}

/** What a provider made of it. `final`: no other provider can or may do better. */
export type SmsOutcome =
  | { status: 'accepted'; providerSid: string | null }
  | { status: 'refused'; errorCode: string; final: boolean }
  | { status: 'unknown'; errorCode: string };

export function isFinal(outcome: SmsOutcome): boolean {
  return outcome.status === 'accepted' || (outcome.status === 'refused' && outcome.final);
}

/** Whole seconds that a code still lives, at least 0. */
export function remainingSeconds(expiresAt: Date, now: Date): number {
  return Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000));
}

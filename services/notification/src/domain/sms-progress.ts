import type { SmsOutcome } from './sms.ts';

/** How far a message that a provider accepted has come. */
export type SmsProgress = 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed';

export interface SmsReport {
  progress: SmsProgress;
  errorCode: string | null;
}

/** The last message to a phone, as far as it was heard of. */
export interface LastSms {
  provider: string;
  status: 'sending' | SmsOutcome['status'];
  errorCode: string | null;
  progress: SmsProgress | null;
}

const PLACE: Record<SmsProgress, number> = { queued: 1, sending: 2, sent: 3, delivered: 4, undelivered: 4, failed: 4 };
/** Twilio cannot reach the number from ours: it may well be reached by somebody else. */
const UNROUTABLE = '21612';

/** Reports overtake each other and come twice: a message only moves forward, and its end is the first one told. */
export function isNews(known: SmsProgress | null, { progress }: SmsReport): boolean {
  return known === null || PLACE[progress] > PLACE[known];
}

/** The provider that the next code to this phone had better not begin with. */
export function providerToSpare(last: LastSms | undefined): string | undefined {
  if (!last) return undefined;
  const neverArrived = last.progress === 'undelivered' || last.progress === 'failed';
  const nobodyKnows = last.status === 'unknown' && last.progress === null;
  return neverArrived || nobodyKnows || last.errorCode === UNROUTABLE ? last.provider : undefined;
}

/** The providers in the order in which they try: the spared one last. */
export function inTryingOrder<Sender extends { name: string }>(
  senders: Sender[],
  spared: string | undefined,
): Sender[] {
  return [...senders.filter(({ name }) => name !== spared), ...senders.filter(({ name }) => name === spared)];
}

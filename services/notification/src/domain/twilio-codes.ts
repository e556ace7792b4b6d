import type { SmsFault } from './sms.ts';

/** The number is none, cannot take messages or cannot be reached by us, or its owner has unsubscribed. */
const RECIPIENT = new Set([21211, 21610, 21612, 21614]);
const TOO_MANY_REQUESTS = 429;
/** A carrier took our text for spam: it is not the one approved under DLT. */
const FILTERED = '30007';

/**
 * Twilio's table of refusals (providers.md 2.3). What is not in it (20003 credentials, 21408 region, 21606, 21657 and 21659
 * sender, 21608 trial account, and whatever else) is refused because of something that we have set up.
 */
export function twilioFault({ code, status }: { code: number | undefined; status: number }): SmsFault {
  if (code !== undefined && RECIPIENT.has(code)) return 'recipient';
  return status === TOO_MANY_REQUESTS ? 'provider' : 'ours';
}

/** Whether a person must act on a message that was accepted and did not arrive; else it is one phone's bad luck. */
export function isFiltered(errorCode: string | null): boolean {
  return errorCode === FILTERED;
}

/** How FCM, or the way to it, refused one push. */
export interface PushFailure {
  /** HTTP status of FCM's answer; undefined when there was none. */
  status?: number | undefined;
  /** `errorCode` of the FcmError detail, which only FCM itself adds; Google's front end does not. */
  fcmCode?: string | undefined;
  /** The SDK's code, for the log and when there is nothing better. */
  sdkCode: string;
  message: string;
  retryAfterSeconds?: number | undefined;
}

/** What a push came to. Only `dead_token` lets a token be deleted. */
export type PushVerdict =
  | { kind: 'sent' }
  | { kind: 'dead_token'; code: string }
  | { kind: 'foreign_token'; code: string }
  | { kind: 'refused'; code: string }
  | { kind: 'our_fault'; code: string }
  | { kind: 'quota'; code: string; retryAfterMs: number }
  | { kind: 'unavailable'; code: string; retryAfterMs?: number };

/** Whether FCM, or how we use it, did not work, whatever it thinks of the token. */
export function isFailure({ kind }: PushVerdict): boolean {
  return kind === 'unavailable' || kind === 'quota' || kind === 'our_fault';
}

const QUOTA_PAUSE_MS = 60_000;
const SHORTEST_PAUSE_MS = 1_000;
const NAMES_THE_TOKEN = /registration token/i;

/**
 * The table of providers.md 2.4. The SDK's own codes cannot be trusted here: a wrong project id comes as
 * `registration-token-not-registered` too, and deleting on it would empty the table.
 */
export function verdictOn(failure: PushFailure): PushVerdict {
  const { status, fcmCode, sdkCode } = failure;
  const code = fcmCode ?? (status === undefined ? sdkCode : `http_${status}`);
  if (status === undefined) return { kind: /credential/.test(sdkCode) ? 'our_fault' : 'unavailable', code };
  if (fcmCode === 'UNREGISTERED') return { kind: 'dead_token', code };
  if (fcmCode === 'SENDER_ID_MISMATCH') return { kind: 'foreign_token', code };
  if (status === 400) return verdictOnContent(failure);
  if (status === 429) return { kind: 'quota', code, retryAfterMs: wishedPause(failure) ?? QUOTA_PAUSE_MS };
  if (status < 500) return { kind: 'our_fault', code };
  const retryAfterMs = wishedPause(failure);
  return { kind: 'unavailable', code, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

// The same code for a token that is none and for a message FCM dislikes: only the words tell them apart.
function verdictOnContent({ fcmCode, message }: PushFailure): PushVerdict {
  const isToken = fcmCode === 'INVALID_ARGUMENT' && NAMES_THE_TOKEN.test(message);
  return isToken ? { kind: 'dead_token', code: 'INVALID_ARGUMENT' } : { kind: 'refused', code: 'INVALID_PAYLOAD' };
}

function wishedPause({ retryAfterSeconds }: PushFailure): number | undefined {
  return retryAfterSeconds === undefined ? undefined : Math.max(SHORTEST_PAUSE_MS, retryAfterSeconds * 1000);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import type { FcmState, TokenBehaviour } from './fcm-state.ts';
import { fcmError } from './google-error.ts';

type Verdict = Exclude<TokenBehaviour['behaviour'], 'ok' | 'slow' | 'reset'>;

const VERDICTS: Record<Verdict, () => Refusal> = {
  UNREGISTERED: () => fcmError(404, 'Requested entity was not found.', 'UNREGISTERED'),
  INVALID_ARGUMENT: () =>
    fcmError(400, 'The registration token is not a valid FCM registration token', 'INVALID_ARGUMENT'),
  SENDER_ID_MISMATCH: () => fcmError(403, 'SenderId mismatch', 'SENDER_ID_MISMATCH'),
  THIRD_PARTY_AUTH_ERROR: () => fcmError(401, 'Auth error from APNS or Web Push Service', 'THIRD_PARTY_AUTH_ERROR'),
  QUOTA_EXCEEDED: () => fcmError(429, 'Quota exceeded for quota metric.', 'QUOTA_EXCEEDED'),
  UNAVAILABLE: () => fcmError(503, 'The service is currently unavailable.', 'UNAVAILABLE'),
  INTERNAL: () => fcmError(500, 'Internal error encountered.', 'INTERNAL'),
};

/** Plays what the control plane set for this device token; an unknown token is a healthy device. */
export async function behave(sandbox: Sandbox, token: string): Promise<'go on' | 'reset'> {
  const behaviour = take(sandbox.fcm, token);
  if (!behaviour || behaviour.behaviour === 'ok') return 'go on';
  if (behaviour.behaviour === 'reset') return 'reset';
  if (behaviour.behaviour === 'slow') {
    await sleep(behaviour.delay_ms);
    return 'go on';
  }
  const refusal = VERDICTS[behaviour.behaviour]();
  if (behaviour.retry_after_s !== undefined) refusal.headers['Retry-After'] = String(behaviour.retry_after_s);
  throw refusal;
}

function take(state: FcmState, token: string): TokenBehaviour | undefined {
  const behaviour = state.tokens.get(token);
  if (behaviour?.times !== undefined) {
    behaviour.times -= 1;
    if (behaviour.times === 0) state.tokens.delete(token);
  }
  return behaviour;
}

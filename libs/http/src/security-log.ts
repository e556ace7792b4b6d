import type { AppError } from '@campus/errors/app-error';
import type { Logger } from '@campus/logger/logger';
import { SECURITY_EVENTS, type SecurityEvent } from '@campus/logger/security-events';
import { counter } from '@campus/telemetry/counter';
import { currentRequestId } from '@campus/telemetry/current-request';

export type SecurityFields = Record<string, string | number | boolean | undefined>;

export interface SecurityLog {
  /** One structured line, with the id of the request it happened in. No personal data. */
  note(event: SecurityEvent, fields?: SecurityFields): void;
}

const NAMES = Object.keys(SECURITY_EVENTS) as SecurityEvent[];
const counted = counter('security_events_total', 'Security events by the name they have in the log (docs: S71).', {
  event: NAMES,
});

export function createSecurityLog(logger: Logger): SecurityLog {
  return {
    note(event, fields = {}) {
      const [level] = SECURITY_EVENTS[event];
      counted.add({ event });
      logger[level]({ event, request_id: currentRequestId(), ...fields }, 'security event');
    },
  };
}

const REFUSALS: Record<string, SecurityEvent> = {
  INSUFFICIENT_ROLE: 'access_denied',
  RATE_LIMITED: 'rate_limited',
  INVALID_SIGNATURE: 'webhook_signature_refused',
};

/** Notes an answer that is a security event whatever door gave it: 403, 429 and a forged webhook. */
export function noteRefusal(security: SecurityLog, { code }: AppError, fields: SecurityFields): void {
  const event = REFUSALS[code];
  if (event) security.note(event, fields);
}

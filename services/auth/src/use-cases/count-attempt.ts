import { rateLimited } from '@campus/errors/app-error';
import type { SecurityLog } from '@campus/http/security-log';
import type { Limit } from '../domain/limits.ts';
import type { Alarms, Limits, ReachedLimit } from './ports.ts';

const ALARM_PAUSE_MS = 3_600_000;

export interface CountingDesk {
  limits: Limits;
  alarms: Alarms;
  security: SecurityLog;
}

interface Refusal {
  /** The security event. */
  refusal: 'otp_send_limited' | 'otp_guess_limited' | 'login_limited';
  /** Who is refused, as a fingerprint. */
  source: string;
}

/** Counts an attempt under all its limits; throws 429 when one is exhausted. */
export async function countAttempt(
  desk: CountingDesk,
  { under, id, ...refusal }: Refusal & { under: Limit[]; id: string },
): Promise<void> {
  const reached = await desk.limits.take(under, id);
  if (reached) await refuseAttempt(desk, { reached, ...refusal });
}

/** Throws 429, noted, with an alarm where the limit asks for one. */
export async function refuseAttempt(
  desk: CountingDesk,
  { reached, refusal, source }: Refusal & { reached: ReachedLimit },
): Promise<never> {
  const { limit, waitMs } = reached;
  desk.security.note(refusal, { source, limit: limit.name, wait_ms: waitMs });
  await raiseAlarm(desk, limit);
  throw rateLimited(Math.ceil(waitMs / 1000));
}

async function raiseAlarm({ alarms, security }: CountingDesk, limit: Limit): Promise<void> {
  if (!limit.alarm || !(await alarms.isFirst(`${limit.alarm}:${limit.name}`, ALARM_PAUSE_MS))) return;
  security.note(limit.alarm, { limit: limit.name, max: limit.max });
}

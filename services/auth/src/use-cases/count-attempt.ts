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

interface Attempt {
  under: Limit[];
  id: string;
  /** The security event of a refusal. */
  refusal: 'otp_send_limited' | 'otp_guess_limited' | 'login_limited';
  /** Who is refused, as a fingerprint. */
  source: string;
}

/** Counts an attempt under all its limits; throws 429 when one is exhausted. */
export async function countAttempt(desk: CountingDesk, { under, id, refusal, source }: Attempt): Promise<void> {
  const reached = await desk.limits.take(under, id);
  if (!reached) return;
  const { limit, waitMs } = reached;
  desk.security.note(refusal, { source, limit: limit.name, wait_ms: waitMs });
  await raiseAlarm(desk, reached);
  throw rateLimited(Math.ceil(waitMs / 1000));
}

async function raiseAlarm({ alarms, security }: CountingDesk, { limit }: ReachedLimit): Promise<void> {
  if (!limit.alarm || !(await alarms.isFirst(`${limit.alarm}:${limit.name}`, ALARM_PAUSE_MS))) return;
  security.note(limit.alarm, { limit: limit.name, max: limit.max });
}

import { rateLimited } from '@campus/errors/app-error';
import type { Limit } from '../domain/limits.ts';
import type { Limits, SecurityLog } from './ports.ts';

interface Attempt {
  under: Limit[];
  id: string;
  /** The security event of a refusal. */
  refusal: string;
  /** Who is refused, as a fingerprint. */
  source: string;
}

/** Counts an attempt under all its limits; throws 429 when one is exhausted. */
export async function countAttempt(
  { limits, security }: { limits: Limits; security: SecurityLog },
  { under, id, refusal, source }: Attempt,
): Promise<void> {
  const waitMs = await limits.take(under, id);
  if (waitMs === 0) return;
  security.note(refusal, { source, wait_ms: waitMs });
  throw rateLimited(Math.ceil(waitMs / 1000));
}

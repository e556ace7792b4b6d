import type { FinishedAudit } from '@campus/contracts/operation-events';
import type { Work } from './work.ts';

export async function recordAudit(work: Work, audit: FinishedAudit): Promise<void> {
  await work.operations.keepAudit(audit);
}

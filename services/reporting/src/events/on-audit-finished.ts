import type { ReceivedEvent } from '@campus/contracts/event';
import type { auditFinished } from '@campus/contracts/operation-events';
import { recordAudit } from '../use-cases/record-audit.ts';
import type { Work } from '../use-cases/work.ts';

export async function onAuditFinished(work: Work, event: ReceivedEvent<typeof auditFinished>): Promise<void> {
  await recordAudit(work, event.data.audit);
}

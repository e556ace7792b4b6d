import { randomUUID } from 'node:crypto';
import { auditFinished, type FinishedAudit } from '@campus/contracts/operation-events';
import { scrub } from '@campus/logger/redaction';
import { withTell } from '../platform/tell.ts';
import { type AuditReport, isKept } from './report.ts';

const LONGEST_REASON = 1_000;

interface Circumstances {
  rabbitmqUrl: string;
  ranBy: string;
  startedAt: Date;
}

/** Runs an audit and tells the platform how it ended, also when it could not look everywhere; the status page shows the last one. */
export async function recorded(circumstances: Circumstances, audit: () => Promise<AuditReport>): Promise<AuditReport> {
  try {
    const report = await audit();
    await tellQuietly(circumstances, ofReport(report));
    return report;
  } catch (error) {
    const reason = scrub(error instanceof Error ? error.message : String(error)).slice(0, LONGEST_REASON);
    await tellQuietly(circumstances, { outcome: 'failed', reason, was_quiet: false, violations: [] });
    throw error;
  }
}

type Result = Pick<FinishedAudit, 'outcome' | 'reason' | 'was_quiet' | 'violations'>;

function ofReport({ ok, unsettled, invariants }: AuditReport): Result {
  const violated = invariants.filter((invariant) => !isKept(invariant));
  return {
    outcome: ok ? 'kept' : 'violated',
    reason: null,
    was_quiet: unsettled.length === 0,
    violations: violated.map(({ number, rule, faults }) => ({
      number,
      rule,
      faults: faults.map(({ what, count }) => `${what}: ${count}`),
    })),
  };
}

// What was found counts, also when nobody can be told.
async function tellQuietly({ rabbitmqUrl, ranBy, startedAt }: Circumstances, result: Result): Promise<void> {
  const id = randomUUID();
  const times = { started_at: startedAt.toISOString(), finished_at: new Date().toISOString() };
  const audit = { id, ran_by: ranBy, ...times, ...result };
  const told = withTell(rabbitmqUrl, (tell) =>
    tell(auditFinished, { id: randomUUID(), aggregateId: id, data: { audit } }),
  );
  await told.catch((error: unknown) => console.error(`The result could not be recorded for the status page: ${error}`));
}

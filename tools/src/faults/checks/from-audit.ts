import type { AuditReport, Finding } from '../../audit/report.ts';
import type { InvariantId, Verdict } from './verdict.ts';

/** Which checks of `make audit` (by their numbers in product.md section 8) belong to which invariant of the harness. */
const AUDITED: Partial<Record<InvariantId, number[]>> = {
  I1: [2],
  I2: [3],
  I3: [4],
  I5: [6],
  I6: [7],
  I8: [1],
  I9: [8],
  I10: [5],
};

/** What the audit says about an invariant: its figures, and its faults as violations. A system that never came to rest breaks I9. */
export function auditedPart(
  id: InvariantId,
  { invariants, unsettled }: AuditReport,
): Pick<Verdict, 'figures' | 'violations'> {
  const reports = invariants.filter(({ number }) => AUDITED[id]?.includes(number));
  return {
    figures: Object.assign({}, ...reports.map(({ figures }) => figures)),
    violations: [
      ...reports.flatMap(({ faults }) => faults.map(inWords)),
      ...(id === 'I9' ? unsettled.map((what) => `not quiet: ${what}`) : []),
    ],
  };
}

function inWords({ what, count, ids }: Finding): string {
  return `${what} (${count}): ${ids.slice(0, 5).join('; ')}`;
}

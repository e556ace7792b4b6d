import { type AuditReport, type Finding, type InvariantReport, isKept } from './report.ts';

/** The report as a table for a person. */
export function printed({ ok, unsettled, invariants }: AuditReport): string {
  const quiet = unsettled.length === 0 ? 'The system is quiet.' : `Not quiet: ${unsettled.join(', ')}.`;
  const violated = invariants.filter((invariant) => !isKept(invariant)).length;
  const verdict = ok ? 'All eight invariants hold.' : `${violated} of eight invariants are violated.`;
  return [quiet, '', ...invariants.flatMap(linesOf), '', verdict].join('\n');
}

function linesOf(invariant: InvariantReport): string[] {
  const { number, rule, figures, faults, notes } = invariant;
  const facts = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  return [
    `${number}  ${rule.padEnd(58)} ${isKept(invariant) ? 'ok' : 'VIOLATED'}`,
    `     ${facts.join(' · ')}`,
    ...faults.flatMap((fault) => listed('✗', fault)),
    ...notes.flatMap((note) => listed('·', note)),
  ];
}

function listed(mark: string, { what, count, ids }: Finding): string[] {
  const more = count > ids.length ? [`         and ${count - ids.length} more`] : [];
  return [`     ${mark} ${what}: ${count}`, ...ids.map((id) => `         ${id}`), ...more];
}

import type { PlatformStatus } from '@campus/contracts/status-api';
import { texts } from '../../texts/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/moment.tsx';
import styles from './status-page.module.css';

const words = texts.status.audit;
const TONES = { kept: 'success', violated: 'danger', failed: 'warning' } as const;

export function AuditCard({ operations }: Pick<PlatformStatus, 'operations'>) {
  return (
    <Card title={words.title}>
      <Outcome operations={operations} />
    </Card>
  );
}

function Outcome({ operations }: Pick<PlatformStatus, 'operations'>) {
  if (!operations) return <p>{words.unknown}</p>;
  const { last_audit: audit } = operations;
  if (!audit) return <p>{words.never}</p>;
  return (
    <>
      <p className={styles.facts}>
        <Badge tone={TONES[audit.outcome]}>{words.outcomes[audit.outcome]}</Badge>
        <Moment at={audit.finished_at} />
        <span>{words.by(audit.ran_by)}</span>
      </p>
      {audit.reason && <p>{audit.reason}</p>}
      {audit.violations.length > 0 && (
        <ul className={styles.problems}>
          {audit.violations.map(({ number, rule, faults }) => (
            <li key={number}>
              {number}. {rule}: {faults.join('; ')}
            </li>
          ))}
        </ul>
      )}
      {!audit.was_quiet && <p className={styles.note}>{words.unsettled}</p>}
      <p className={styles.note}>{words.how}</p>
    </>
  );
}

import type { PlatformStatus } from '@campus/contracts/status-api';
import { texts } from '../../texts/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/moment.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { ageText } from './age-text.ts';
import styles from './status-page.module.css';

const words = texts.status.services;
type Service = PlatformStatus['services'][number];

const COLUMNS: readonly Column<Service>[] = [
  { header: words.columns.name, cell: ({ name }) => name, isName: true },
  { header: words.columns.state, cell: State },
  { header: words.columns.version, cell: ({ status }) => status?.version ?? words.none },
  {
    header: words.columns.since,
    cell: ({ status }) => (status ? <RelativeTime at={status.started_at} /> : words.none),
  },
  { header: words.columns.outbox, cell: outboxText },
  { header: words.columns.age, cell: ({ status }) => oldestText(status), align: 'end' },
];

export function ServicesCard({ services }: { services: readonly Service[] }) {
  return (
    <Card title={words.title}>
      <Table caption={words.title} columns={COLUMNS} rows={services} keyOf={({ name }) => name} />
      <p className={styles.note}>{words.note}</p>
    </Card>
  );
}

function State({ status }: Service) {
  if (!status) return <Badge tone="danger">{words.silent}</Badge>;
  return status.ready ? <Badge tone="success">{words.ready}</Badge> : <Badge tone="warning">{words.notReady}</Badge>;
}

function outboxText({ status }: Service): string {
  if (!status || status.outbox === undefined) return words.none;
  if (status.outbox === null) return texts.status.unknown;
  const { pending, quarantined } = status.outbox;
  return words.waiting(pending) + (quarantined > 0 ? words.aside(quarantined) : '');
}

function oldestText(status: Service['status']): string {
  const seconds = status?.outbox?.oldest_age_seconds;
  return seconds == null ? words.none : ageText(seconds);
}

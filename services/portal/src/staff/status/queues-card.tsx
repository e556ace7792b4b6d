import type { PlatformStatus } from '@campus/contracts/status-api';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './status-page.module.css';

const words = texts.status.queues;
type Queue = NonNullable<PlatformStatus['queues']>[number];

const COLUMNS: readonly Column<Queue>[] = [
  { header: words.columns.name, cell: ({ name }) => <span className={styles.name}>{name}</span>, isName: true },
  { header: words.columns.messages, cell: ({ messages }) => messages ?? words.missing, align: 'end' },
  {
    header: words.columns.consumers,
    // Nobody takes messages out of a delay queue: they leave by themselves.
    cell: ({ kind, consumers }) => (kind === 'delay' ? texts.status.services.none : (consumers ?? words.missing)),
    align: 'end',
  },
];

/** Where messages wait to be handled. */
export function QueuesCard({ queues }: { queues: PlatformStatus['queues'] }) {
  const working = queues?.filter(({ kind }) => kind !== 'dead_letters' && kind !== 'unrouted');
  return (
    <Card title={words.title}>
      {working ? (
        <Table caption={words.title} columns={COLUMNS} rows={working} keyOf={({ name }) => name} />
      ) : (
        <p>{words.silent}</p>
      )}
    </Card>
  );
}

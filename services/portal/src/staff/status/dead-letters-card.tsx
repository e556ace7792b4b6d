import type { PlatformStatus } from '@campus/contracts/status-api';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/moment.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './status-page.module.css';

const words = texts.status.deadLetters;
type Queue = NonNullable<PlatformStatus['queues']>[number];
type Discarded = NonNullable<PlatformStatus['operations']>['discarded_letters'][number];

const COLUMNS: readonly Column<Queue>[] = [
  { header: words.columns.consumer, cell: ({ service }) => service ?? words.nobody, isName: true },
  { header: words.columns.count, cell: ({ messages }) => messages ?? texts.status.unknown, align: 'end' },
];

const DISCARDED: readonly Column<Discarded>[] = [
  { header: words.discardedColumns.type, cell: ({ type }) => type, isName: true },
  { header: words.discardedColumns.consumer, cell: ({ consumer }) => consumer },
  { header: words.discardedColumns.reason, cell: ({ reason }) => reason },
  { header: words.discardedColumns.by, cell: ({ discarded_by }) => discarded_by },
  { header: words.discardedColumns.at, cell: ({ discarded_at }) => <Moment at={discarded_at} /> },
];

/** What no consumer could handle, how to act, and what was discarded last. */
export function DeadLettersCard({ queues, operations }: Pick<PlatformStatus, 'queues' | 'operations'>) {
  const parking = queues?.filter(({ kind }) => kind === 'dead_letters' || kind === 'unrouted');
  const full = parking?.filter(({ messages }) => messages !== 0);
  const discarded = operations?.discarded_letters ?? [];
  return (
    <Card title={words.title}>
      {!full && <p>{texts.status.queues.silent}</p>}
      {full?.length === 0 && <p>{words.none}</p>}
      {full && full.length > 0 && (
        <>
          <Table caption={words.title} columns={COLUMNS} rows={full} keyOf={({ name }) => name} />
          <HowToAct />
        </>
      )}
      {discarded.length > 0 && (
        <>
          <h3>{words.discarded}</h3>
          <Table
            caption={words.discarded}
            columns={DISCARDED}
            rows={discarded}
            keyOf={({ id, consumer }) => `${id} ${consumer}`}
          />
        </>
      )}
    </Card>
  );
}

function HowToAct() {
  return (
    <>
      <p>{words.how}</p>
      <ul className={styles.commands}>
        {words.commands.map((command) => (
          <li key={command}>
            <code className={styles.command}>{command}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

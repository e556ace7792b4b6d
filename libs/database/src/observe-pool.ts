import { counter } from '@campus/telemetry/counter';
import { gauge } from '@campus/telemetry/gauge';
import { histogram } from '@campus/telemetry/histogram';
import { isRecording, markFailed, type Span, startSpan } from '@campus/telemetry/tracing';
import type { Knex } from 'knex';

const OPERATIONS = ['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback'] as const;
const LONGEST_TEXT = 300;

const connections = gauge(
  'db_client_connections',
  'Connections of a pool, by what they do; `waiting` are callers without one.',
  {
    pool: 'open',
    state: ['used', 'idle', 'waiting'],
  },
);
const up = gauge(
  'db_client_connected',
  'Whether PostgreSQL answers this pool (1) or not (0); nothing while all connections are taken.',
  {
    pool: 'open',
  },
);
const most = gauge('db_client_connections_max', 'How many connections a pool may have.', { pool: 'open' });
const duration = histogram(
  {
    name: 'db_client_operation_duration_seconds',
    help: 'Statements, from sending to the whole answer; the wait for a connection is not in it.',
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 8],
  },
  { pool: 'open', db_operation_name: [...OPERATIONS, 'other'] },
);
const failed = counter('db_client_errors_total', 'Statements that PostgreSQL refused or that got no answer.', {
  pool: 'open',
});

type Operation = (typeof OPERATIONS)[number] | 'other';

/** Measures a statement, and makes it a span within a recorded trace; the result is called with its answer or its error. */
export function observeStatement(pool: string, text: string): (error?: unknown) => void {
  const startedAt = performance.now();
  const operation = operationOf(text);
  const span = isRecording() ? spanOf(operation, text) : undefined;
  return (error) => {
    duration.observe({ pool, db_operation_name: operation }, (performance.now() - startedAt) / 1_000);
    if (error) failed.add({ pool });
    if (span && error) markFailed(span, error);
    span?.end();
  };
}

/** Measures the connections of a pool. */
export function observePool(db: Knex, { pool, maxConnections }: { pool: string; maxConnections: number }): void {
  const { pool: tarn } = db.client;
  connections.watch({ pool, state: 'used' }, () => tarn.numUsed());
  connections.watch({ pool, state: 'idle' }, () => tarn.numFree());
  connections.watch({ pool, state: 'waiting' }, () => tarn.numPendingAcquires());
  up.watch({ pool }, () =>
    db.raw('select 1').then(
      () => 1,
      () => 0,
    ),
  );
  most.watch({ pool }, () => maxConnections);
}

// Statements hold placeholders, never values.
function spanOf(operation: Operation, sql: string): Span {
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.text': sql.slice(0, LONGEST_TEXT),
  };
  return startSpan(`postgresql ${operation}`, { kind: 'client', attributes }).span;
}

function operationOf(sql: string): Operation {
  const word = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase();
  return OPERATIONS.find((operation) => operation === word) ?? 'other';
}

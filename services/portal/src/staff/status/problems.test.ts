import type { PlatformStatus } from '@campus/contracts/status-api';
import { expect, test } from 'vitest';
import { problemsOf } from './problems.ts';

const at = '2026-02-13T06:00:00.000Z';
const well = { version: '1.0.0', started_at: at, ready: true, database: 'connected', broker: 'connected' } as const;
const outbox = { pending: 0, quarantined: 0, oldest_age_seconds: null };
const queue = { name: 'cf.ordering.v1', kind: 'events', service: 'ordering', messages: 3, consumers: 1 } as const;
const quiet: PlatformStatus = {
  looked_at: at,
  services: [{ name: 'ordering', status: { ...well, outbox } }],
  queues: [queue],
  operations: { last_audit: null, discarded_letters: [] },
};
const service = (status: object) => ({ ...quiet, services: [{ name: 'ordering', status: { ...well, ...status } }] });
const queues = (...given: object[]) => ({ ...quiet, queues: given.map((one) => ({ ...queue, ...one })) });

test('a platform that works has none', () => {
  expect(problemsOf(quiet)).toEqual([]);
  expect(
    problemsOf(queues({ kind: 'delay', consumers: 0 }, { kind: 'dead_letters', messages: 0, consumers: 0 })),
  ).toEqual([]);
  expect(problemsOf(service({ outbox: { pending: 9, quarantined: 0, oldest_age_seconds: 3 } }))).toEqual([]);
});

test.each<[string, PlatformStatus]>([
  ['ordering does not answer.', { ...quiet, services: [{ name: 'ordering', status: null }] }],
  ['ordering is not ready.', service({ ready: false })],
  ['ordering has lost its PostgreSQL.', service({ database: 'disconnected' })],
  ['ordering has lost its RabbitMQ.', service({ broker: 'blocked' })],
  [
    'The oldest event in the outbox of ordering has waited 5 min.',
    service({ outbox: { pending: 1, quarantined: 0, oldest_age_seconds: 300 } }),
  ],
  ['2 of the events of ordering could not be sent.', service({ outbox: { ...outbox, quarantined: 2 } })],
  ['RabbitMQ does not answer: events wait in the outboxes, and nothing is lost.', { ...quiet, queues: null }],
  ['Nobody takes messages from cf.ordering.v1.', queues({ consumers: 0 })],
  ['There is no queue cf.ordering.v1.', queues({ messages: null, consumers: null })],
  ['ordering could not handle 4 of its messages.', queues({ kind: 'dead_letters', messages: 4, consumers: 0 })],
  ['1 of the events were heard by nobody.', queues({ kind: 'unrouted', service: null, messages: 1, consumers: 0 })],
  ['Reporting does not answer: what operators did last is not known.', { ...quiet, operations: null }],
])('%s', (problem, status) => {
  expect(problemsOf(status)).toEqual([problem]);
});

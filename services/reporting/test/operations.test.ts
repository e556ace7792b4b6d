import { randomUUID } from 'node:crypto';
import { auditFinished, deadLetterDiscarded } from '@campus/contracts/operation-events';
import { operationsAnswer } from '@campus/contracts/status-api';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { type Reporting, startReporting } from './support/reporting.ts';

let reporting: Reporting;
beforeAll(async () => {
  reporting = await startReporting();
}, 60_000);

const answer = async () => {
  const response = await fetch(`${reporting.service.url}/internal/operations`);
  return operationsAnswer.parse(await response.json());
};

const audit = (finished_at: string) => ({ ...auditFinished.example.audit, id: randomUUID(), finished_at });
const tell = (told: ReturnType<typeof audit>) =>
  publishEvent(reporting.broker, auditFinished, { aggregateId: told.id, data: { audit: told } });

test('before anybody audits or discards there is nothing to tell', async () => {
  expect(await answer()).toEqual({ last_audit: null, discarded_letters: [] });
});

test('the audit that ended last is told, in whatever order they are heard', async () => {
  const [earlier, latest] = [audit('2026-02-13T06:00:00.000Z'), audit('2026-02-14T06:00:00.000Z')];
  await tell(latest);
  await tell(earlier);
  await eventually(async () => expect(await reporting.db('audits').pluck('id')).toHaveLength(2));
  expect((await answer()).last_audit).toEqual(latest);
});

test('a letter that was discarded twice, also while the reports are rebuilt, is one fact', async () => {
  const { letter } = deadLetterDiscarded.example;
  await reporting.db('generations').insert({ state: 'building' });
  const first = await publishEvent(reporting.broker, deadLetterDiscarded, {
    aggregateId: letter.id,
    data: { letter: { ...letter, reason: 'the first reason' } },
  });
  const second = await publishEvent(reporting.broker, deadLetterDiscarded, {
    aggregateId: letter.id,
    data: { letter: { ...letter, reason: 'said again' } },
  });
  await eventually(async () =>
    expect(new Set(await reporting.db('inbox').whereIn('message_id', [first, second]).pluck('message_id')).size).toBe(
      2,
    ),
  );
  expect((await answer()).discarded_letters).toEqual([{ ...letter, reason: 'the first reason' }]);
});

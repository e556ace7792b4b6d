import type { Transaction } from '@campus/database/transaction';
import type { Logger } from '@campus/logger/logger';
import { isRefusal } from '@campus/messaging/publish-failure';
import type { Publisher } from '@campus/messaging/publisher';
import { EVENTS } from '@campus/messaging/topology';
import { counter } from '@campus/telemetry/counter';
import {
  countRefusal,
  markPublished,
  noteFailure,
  type PendingEvent,
  type Taking,
  takePending,
} from './pending-events.ts';
import { messageOf } from './stored-event.ts';

const putAside = counter(
  'outbox_quarantined_total',
  'Events that were put aside because the broker refused them alone; a person must look.',
  {},
);

export interface BatchOutcome {
  failed: number;
  /** Whether pending rows may be left that were not tried. */
  mayBeMore: boolean;
  published: PendingEvent[];
}

export interface BatchWork extends Taking {
  trx: Transaction;
  publisher: Publisher;
  logger: Logger;
}

/** Between taking rows and marking them the connection is idle in its transaction, and the server ends that after 20 s. */
export interface PatientWork extends BatchWork {
  /** No row is begun later than this. */
  withinMs: number;
}

interface Failure {
  event: PendingEvent;
  error: unknown;
}

/** Publishes the next rows together and marks those that were confirmed; whose fault a failure is stays open. */
export async function publishBatch({ trx, publisher, logger, ...taking }: BatchWork): Promise<BatchOutcome> {
  const events = await takePending(trx, taking);
  const results = await Promise.allSettled(events.map((event) => publishEvent(publisher, event)));
  const confirmed = events.filter((_, index) => results[index]?.status === 'fulfilled');
  await markPublished(
    trx,
    confirmed.map(({ id }) => id),
  );
  const failed = events.length - confirmed.length;
  const reason = results.find((result) => result.status === 'rejected')?.reason;
  if (failed > 0) logger.warn({ err: reason, failed, confirmed: confirmed.length }, 'events were not confirmed');
  return { failed, mayBeMore: events.length === taking.limit, published: confirmed };
}

/**
 * Publishes the next rows one after the other, so that a refusal names its row. It counts against the row only when another
 * one passed: a broker that refuses everything is not the fault of a row. Ends at the first sign of a lost way, or when time is up.
 */
export async function publishOneByOne({
  trx,
  publisher,
  logger,
  withinMs,
  ...taking
}: PatientWork): Promise<BatchOutcome> {
  const events = await takePending(trx, taking);
  const confirmed: PendingEvent[] = [];
  const failures: Failure[] = [];
  const startedAt = performance.now();
  for (const event of events) {
    if (performance.now() - startedAt >= withinMs) break;
    const error: unknown = await publishEvent(publisher, event).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) confirmed.push(event);
    else failures.push({ event, error });
    if (error !== undefined && !isRefusal(error)) break;
  }
  await markPublished(
    trx,
    confirmed.map(({ id }) => id),
  );
  for (const failure of failures) {
    if (!isRefusal(failure.error)) continue;
    await blame({ trx, logger, failure, othersPass: confirmed.length > 0 });
  }
  const tried = confirmed.length + failures.length;
  const mayBeMore = tried < events.length || events.length === taking.limit;
  return { failed: failures.length, mayBeMore, published: confirmed };
}

async function blame({
  trx,
  logger,
  failure,
  othersPass,
}: Pick<BatchWork, 'trx' | 'logger'> & { failure: Failure; othersPass: boolean }) {
  const { event, error } = failure;
  const note = { id: event.id, error: String(error) };
  if (!othersPass) return noteFailure(trx, note);
  const quarantined = await countRefusal(trx, note);
  if (quarantined) putAside.add({});
  if (quarantined) logger.error({ err: error, event_id: event.event_id, type: event.type }, 'event quarantined');
}

function publishEvent(publisher: Publisher, event: PendingEvent): Promise<void> {
  return publisher.publish({ exchange: EVENTS, routingKey: event.type, ...messageOf(event) });
}

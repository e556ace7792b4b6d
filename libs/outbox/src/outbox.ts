import type { CloudEvent, DomainEvent } from '@campus/contracts/event';
import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { currentTrace } from '@campus/telemetry/tracing';

/** Where a use case leaves the facts that other services must hear. */
export interface Outbox {
  /** Stores the events in the transaction of their cause; rejects, and so undoes the cause, when one does not fit its schema. */
  add(events: DomainEvent[]): Promise<void>;
}

export interface OutboxOptions {
  /** The sending service as a CloudEvents source, such as `/ordering`. */
  source: string;
  newId(): string;
  /** The id of the event that this transaction reacts to. */
  causationId?: string | undefined;
  /** Told when events were added: only then has the relay something to do after the commit. */
  added?(): void;
}

const COLUMNS = 'event_id, type, aggregate_type, aggregate_id, aggregate_version, body, headers, occurred_at';

const addStatement = statement(`
  insert into outbox (${COLUMNS}) select ${COLUMNS} from jsonb_populate_recordset(null::outbox, :rows)`);

/**
 * The outbox of one transaction. Add events after the row of their aggregate is locked or updated, so that their order is
 * the order of commits; the service calls `relay.wake()` after the commit.
 */
export function outboxOf(trx: Transaction, options: OutboxOptions): Outbox {
  return {
    async add(events) {
      if (events.length === 0) return;
      await addStatement(trx, { rows: JSON.stringify(outboxRows(events, options)) });
      options.added?.();
    },
  };
}

/** The rows of `outbox` for these events, for a statement that inserts them together with their cause. Throws for data that does not fit. */
export function outboxRows(events: DomainEvent[], options: OutboxOptions) {
  return events.map((event) => rowOf(event, options));
}

function rowOf(event: DomainEvent, options: OutboxOptions) {
  const envelope = envelopeOf(event, options);
  return {
    event_id: envelope.id,
    type: envelope.type,
    aggregate_type: envelope.aggregatetype,
    aggregate_id: envelope.aggregateid,
    aggregate_version: envelope.aggregateversion,
    body: JSON.stringify(envelope),
    headers: currentTrace(),
    occurred_at: event.occurredAt,
  };
}

function envelopeOf({ kind, ...event }: DomainEvent, { source, newId, causationId }: OutboxOptions): CloudEvent {
  // The receiver parses for itself: what travels is the input of the schema, checked here, not its transformed output.
  kind.data.parse(event.data);
  return {
    specversion: '1.0',
    id: newId(),
    source,
    type: kind.type,
    subject: `${kind.aggregateType}/${event.aggregateId}`,
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    aggregatetype: kind.aggregateType,
    aggregateid: event.aggregateId,
    aggregateversion: event.aggregateVersion,
    ...(causationId && { causationid: causationId }),
    ...currentTrace(),
    data: event.data,
  };
}

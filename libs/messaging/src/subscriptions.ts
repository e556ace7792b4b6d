import type { CloudEvent, EventKind, ReceivedEvent } from '@campus/contracts/event';

/** What a service does with one type of event. Made by `on`; a service's `subscriptions.ts` is a bare list of them. */
export interface Subscription<Work> {
  type: string;
  /** For the dead letter and the log: who could not handle it. */
  handlerName: string;
  /** Parses the data by the kind's schema; throws a `ZodError`. */
  bind(envelope: CloudEvent): (work: Work) => Promise<void>;
}

/** Subscribes `handler` to a kind of event; it runs inside a transaction of the service that also remembers the event's id. */
export function on<Kind extends EventKind, Work>(
  kind: Kind,
  handler: (work: Work, event: ReceivedEvent<Kind>) => Promise<void>,
): Subscription<Work> {
  return {
    type: kind.type,
    handlerName: handler.name,
    bind(envelope) {
      const event: ReceivedEvent<Kind> = {
        id: envelope.id,
        type: envelope.type,
        aggregateId: envelope.aggregateid,
        aggregateVersion: envelope.aggregateversion,
        occurredAt: new Date(envelope.time),
        data: kind.data.parse(envelope.data) as ReceivedEvent<Kind>['data'],
      };
      return (work) => handler(work, event);
    },
  };
}

/** What a service must know of a message to decide whether its work is still to be done. */
export interface MessageKey {
  id: string;
  type: string;
  /** Set on a copy that is replayed into one generation of a read model and concerns no other. */
  generation?: number | undefined;
}

/**
 * Runs the work of one message in a transaction of the service, unless the message was handled before. Built by the service's
 * `persistence/transact.ts` with `recordInbox`; resolves after the commit.
 */
export type Once<Work> = (message: MessageKey, work: (work: Work) => Promise<void>) => Promise<'handled' | 'duplicate'>;

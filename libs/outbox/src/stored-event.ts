import type { OutgoingMessage } from '@campus/messaging/publisher';

/** An event as the outbox and its archive hold it. */
export interface StoredEvent {
  event_id: string;
  type: string;
  aggregate_type: string;
  aggregate_id: string;
  aggregate_version: number;
  body: string;
  headers: Record<string, string>;
}

export const STORED_EVENT = [
  'event_id',
  'type',
  'aggregate_type',
  'aggregate_id',
  'aggregate_version',
  'body',
  'headers',
] as const satisfies (keyof StoredEvent)[];

/** The message of a stored event, wherever it is sent: the same id, bytes and headers each time. */
export function messageOf(event: StoredEvent): Omit<OutgoingMessage, 'exchange' | 'routingKey'> {
  return {
    body: event.body,
    messageId: event.event_id,
    type: event.type,
    contentType: 'application/cloudevents+json',
    headers: {
      ...event.headers,
      'cf-aggregate-type': event.aggregate_type,
      'cf-aggregate-id': event.aggregate_id,
      'cf-aggregate-version': event.aggregate_version,
    },
  };
}

import { z } from 'zod';

/**
 * A kind of event: its type is also the routing key, its data is the whole state of its subject (so that a consumer never
 * has to ask back), and its example is parsed by the tests of every consumer. Optional fields may be added; anything else is a
 * new type with the suffix `.v2`.
 */
export interface EventKind<Data extends z.ZodType = z.ZodType> {
  type: string;
  aggregateType: string;
  data: Data;
  example: z.input<Data>;
}

export function eventKind<Data extends z.ZodType>(
  type: string,
  aggregateType: string,
  data: Data,
  example: z.input<Data>,
): EventKind<Data> {
  return { type, aggregateType, data, example };
}

/** A fact that happened to one aggregate, before it is put into an envelope. There is exactly one per aggregate version. */
export interface DomainEvent<Kind extends EventKind = EventKind> {
  kind: Kind;
  aggregateId: string;
  aggregateVersion: number;
  occurredAt: Date;
  data: z.input<Kind['data']>;
}

/** The event as a consumer sees it: envelope fields plus parsed data. */
export interface ReceivedEvent<Kind extends EventKind = EventKind> {
  id: string;
  type: string;
  aggregateId: string;
  aggregateVersion: number;
  occurredAt: Date;
  data: z.output<Kind['data']>;
}

/** CloudEvents 1.0, structured JSON mode (messaging.md 2.2): the whole envelope is the message body. */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  aggregatetype: z.string(),
  aggregateid: z.string(),
  aggregateversion: z.int().positive(),
  correlationid: z.string().optional(),
  causationid: z.string().optional(),
  traceparent: z.string().optional(),
  tracestate: z.string().optional(),
  data: z.unknown(),
});

export type CloudEvent = z.infer<typeof cloudEvent>;

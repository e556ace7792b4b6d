import type { Message } from 'amqplib';

/** Ours; anything else a message carries belongs to the broker or to a journey that is over. */
const KEPT = [
  'traceparent',
  'tracestate',
  'cf-aggregate-type',
  'cf-aggregate-id',
  'cf-aggregate-version',
  'cf-replay',
  'cf-generation',
];

/**
 * The headers a message keeps when we publish it again. Never `x-*`: a kept `x-death` makes the broker see a cycle and hold the
 * message for ever (messaging.md section 5, trap 21).
 */
export function keptHeaders(message: Message): Record<string, unknown> {
  const headers = message.properties.headers ?? {};
  return Object.fromEntries(KEPT.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]]));
}

/** A text header, or undefined when it is missing or something else. */
export function textHeader(message: Message, name: string): string | undefined {
  const value: unknown = message.properties.headers?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The generation of a read model that a replayed copy of an event is meant for; undefined for an event as it happened. */
export function generationOf(message: Message): number | undefined {
  return countHeader(message, 'cf-generation') || undefined;
}

/** A counting header; 0 when it is missing or something else. */
export function countHeader(message: Message, name: string): number {
  const value: unknown = message.properties.headers?.[name];
  return typeof value === 'number' ? value : 0;
}

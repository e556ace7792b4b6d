import type { Message } from 'amqplib';
import { countHeader, generationOf, textHeader } from './message-headers.ts';

/** A parked message as a person wants to see it. */
export interface DeadLetter {
  id: string;
  type: string;
  error: string;
  stack: string;
  handler: string;
  attempts: number;
  failedAt: string;
  sourceQueue: string;
  /** Set when it was replayed into one generation of a read model. */
  generation: number | undefined;
  body: string;
}

export function describeLetter(message: Message): DeadLetter {
  const { properties, content } = message;
  return {
    id: String(properties.messageId),
    type: properties.type ?? routingKeyOf(message),
    error: textHeader(message, 'cf-error') ?? brokersReason(message),
    stack: textHeader(message, 'cf-error-stack') ?? '',
    handler: textHeader(message, 'cf-handler') ?? '',
    attempts: countHeader(message, 'cf-attempts'),
    failedAt: textHeader(message, 'cf-failed-at') ?? '',
    sourceQueue: textHeader(message, 'cf-source-queue') ?? textHeader(message, 'x-first-death-queue') ?? '',
    generation: generationOf(message),
    body: content.toString(),
  };
}

/** The routing key it was first published with, also when it was renewed in its queue since. */
export function routingKeyOf(message: Message): string {
  return textHeader(message, 'cf-routing-key') ?? message.fields.routingKey;
}

// The broker parks by itself what was delivered too often, and then no consumer has said why.
function brokersReason(message: Message): string {
  const reason = textHeader(message, 'x-first-death-reason');
  return reason ? `The broker gave it up: ${reason}.` : '';
}

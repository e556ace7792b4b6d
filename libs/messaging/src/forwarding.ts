import { randomUUID } from 'node:crypto';
import { scrub } from '@campus/logger/redaction';
import type { ConsumeMessage } from 'amqplib';
import { countHeader, keptHeaders } from './message-headers.ts';
import type { OutgoingMessage, Publisher } from './publisher.ts';
import { DEAD_LETTERS, delayExchange, serviceQueue } from './topology.ts';

const LONGEST_TEXT = 4_000; // headers travel in one frame

/** Sends a message on a detour of `delayMs` back into the queue it came from, with one attempt more. */
export async function sendLater(
  publisher: Publisher,
  { message, service, delayMs }: { message: ConsumeMessage; service: string; delayMs: number },
): Promise<void> {
  const headers = { ...keptHeaders(message), 'cf-attempt': attemptsOf(message) + 1 };
  await publisher.publish({
    ...copyOf(message),
    exchange: delayExchange(delayMs),
    routingKey: serviceQueue(service),
    headers,
  });
}

/** Parks a message among the dead letters of the service, with what a person needs to judge it. */
export async function sendToDeadLetters(
  publisher: Publisher,
  { message, service, error, handler }: { message: ConsumeMessage; service: string; error: unknown; handler: string },
): Promise<void> {
  const { summary, stack } = described(error);
  await publisher.publish({
    ...copyOf(message),
    exchange: DEAD_LETTERS,
    routingKey: service,
    headers: {
      ...keptHeaders(message),
      'cf-error': summary,
      'cf-error-stack': stack,
      'cf-source-queue': serviceQueue(service),
      'cf-handler': handler,
      'cf-attempts': attemptsOf(message) + 1,
      'cf-failed-at': new Date().toISOString(),
    },
  });
}

/** How often this message was retried before this delivery. */
export function attemptsOf(message: ConsumeMessage): number {
  return countHeader(message, 'cf-attempt');
}

function copyOf({
  content,
  properties,
  fields,
}: ConsumeMessage): Pick<OutgoingMessage, 'body' | 'messageId' | 'type' | 'contentType'> {
  return {
    body: content,
    messageId: properties.messageId ?? randomUUID(),
    type: properties.type ?? fields.routingKey,
    contentType: properties.contentType,
  };
}

function described(error: unknown): { summary: string; stack: string } {
  if (!(error instanceof Error)) return { summary: scrub(String(error)).slice(0, LONGEST_TEXT), stack: '' };
  const code = 'code' in error ? `${String(error.code)}: ` : '';
  return {
    summary: scrub(`${code}${error.message}`).slice(0, LONGEST_TEXT),
    stack: scrub(error.stack ?? '').slice(0, LONGEST_TEXT),
  };
}

import { type ConfirmChannel, connect, type GetMessage } from 'amqplib';
import { countHeader, generationOf, keptHeaders, textHeader } from './message-headers.ts';
import { deadLetterQueue, EVENTS, UNROUTED } from './topology.ts';

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

/** Which messages of a queue are meant; all of them when nothing is given. */
export interface DeadLetterFilter {
  id?: string;
  type?: string;
  /** Copies that were replayed into this generation of a read model, or into any. */
  generation?: number | 'any';
  limit?: number;
}

/** The queue to work on: `cf.dlq.<service>`, or `cf.unrouted` for `unrouted`. */
export interface DeadLetterSource {
  url: string;
  service: string;
}

/** Shows parked messages and leaves them where they are. */
export function listDeadLetters(source: DeadLetterSource, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  return visit(source, filter, async () => undefined);
}

/**
 * Sends parked messages back to the queue they came from, as new (attempt 0), and removes them after the confirm. The inbox makes a
 * second replay harmless. An unrouted event goes to all queues that are bound for it now. Resolves to the messages replayed.
 */
export function replayDeadLetters(source: DeadLetterSource, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  return visit(source, filter, async (channel, message) => {
    await republish(channel, message);
    channel.ack(message);
  });
}

/** Removes parked messages for good. Resolves to the messages removed, so that the caller can keep a record. */
export function discardDeadLetters(source: DeadLetterSource, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  return visit(source, filter, async (channel, message) => channel.ack(message));
}

async function visit(
  { url, service }: DeadLetterSource,
  { id, type, generation, limit = Number.POSITIVE_INFINITY }: DeadLetterFilter,
  treat: (channel: ConfirmChannel, message: GetMessage) => Promise<void>,
): Promise<DeadLetter[]> {
  const connection = await connect(url, { timeout: 5_000 });
  try {
    const channel = await connection.createConfirmChannel();
    const queue = service === 'unrouted' ? UNROUTED : deadLetterQueue(service);
    const { messageCount } = await channel.checkQueue(queue);
    const chosen: DeadLetter[] = [];
    for (let seen = 0; seen < messageCount && chosen.length < limit; seen += 1) {
      const message = await channel.get(queue);
      if (message === false) break;
      const letter = described(message);
      if ((id && letter.id !== id) || (type && letter.type !== type)) continue;
      if (generation && !isCopyFor(generation, letter)) continue;
      await treat(channel, message);
      chosen.push(letter);
    }
    await channel.close();
    return chosen;
  } finally {
    // What was not acked goes back into the queue.
    await connection.close();
  }
}

function isCopyFor(wanted: number | 'any', { generation }: DeadLetter): boolean {
  return wanted === 'any' ? generation !== undefined : generation === wanted;
}

async function republish(channel: ConfirmChannel, message: GetMessage): Promise<void> {
  const { messageId, type, contentType } = message.properties;
  const queue = textHeader(message, 'cf-source-queue');
  const headers = { ...keptHeaders(message), 'cf-replay': countHeader(message, 'cf-replay') + 1 };
  const target = queue
    ? { exchange: '', routingKey: queue }
    : { exchange: EVENTS, routingKey: message.fields.routingKey };
  const options = { messageId, type, contentType, headers, persistent: true, mandatory: true };
  await new Promise<void>((resolve, reject) => {
    channel.once('return', () => reject(new Error(`No queue takes ${messageId}; it stays where it is.`)));
    channel.publish(target.exchange, target.routingKey, message.content, options, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

function described(message: GetMessage): DeadLetter {
  const { properties, content, fields } = message;
  return {
    id: String(properties.messageId),
    type: properties.type ?? fields.routingKey,
    error: textHeader(message, 'cf-error') ?? '',
    stack: textHeader(message, 'cf-error-stack') ?? '',
    handler: textHeader(message, 'cf-handler') ?? '',
    attempts: countHeader(message, 'cf-attempts'),
    failedAt: textHeader(message, 'cf-failed-at') ?? '',
    sourceQueue: textHeader(message, 'cf-source-queue') ?? '',
    generation: generationOf(message),
    body: content.toString(),
  };
}

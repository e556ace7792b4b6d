import type { Logger } from '@campus/logger/logger';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Consumer } from './consumer.ts';
import { DeliveryAbandoned, holdWhileAway } from './hold.ts';
import { countHeader } from './message-headers.ts';
import { observeDelivery } from './observe-delivery.ts';
import { createSubscriber, type Delivery } from './subscriber.ts';

/** A message of a plain queue: no envelope, no inbox, no dead letters. */
export interface QueueMessage {
  id: string;
  /** The parsed JSON body; the handler checks it against its own schema. */
  body: unknown;
  /** After this moment the message is worthless. */
  expiresAt: Date | undefined;
  /** The broker may have delivered it before. */
  redelivered: boolean;
  /** Aborted when waiting has no point any more: what is not handled by then is delivered again. */
  signal: AbortSignal;
}

export interface QueueConsumerOptions {
  url: string;
  queue: string;
  /** Declares the queue; one of the functions of `topology.ts`. */
  declare(channel: Channel): Promise<void>;
  handle(message: QueueMessage): Promise<void>;
  logger: Logger;
  /** Messages in hand at a time; 20 unless told otherwise. */
  prefetch?: number;
}

/**
 * Consumes a queue of messages that are worthless when late, such as one-time passwords. While infrastructure is away a
 * message waits until it expires; after any other error it is dropped, with an error in the log that holds nothing of its body.
 */
export function createQueueConsumer(options: QueueConsumerOptions): Consumer {
  const { url, queue, declare, logger, prefetch = 20 } = options;

  async function settle(delivery: Delivery, settled: (outcome: 'dropped' | 'handled') => void): Promise<void> {
    const startedAt = performance.now();
    const fault = await handleInTime(delivery, options).catch((error: unknown) => ({ error }));
    if (fault?.error instanceof DeliveryAbandoned) throw fault.error;
    if (delivery.lost()) return;
    delivery.ack();
    settled(fault ? 'dropped' : 'handled');
    const { messageId: id, type } = delivery.message.properties;
    const fields = { queue, type, id, ms: Math.round(performance.now() - startedAt) };
    if (fault) logger.error({ ...fields, outcome: 'dropped', err: fault.error }, 'message received');
    else logger.info({ ...fields, outcome: 'handled' }, 'message received');
  }

  return createSubscriber({
    url,
    name: `${queue}-consumer`,
    logger,
    prefetch,
    receive: (delivery) =>
      observeDelivery({ queue, message: delivery.message }, (settled) => settle(delivery, settled)),
    async declare(channel) {
      await declare(channel);
      return queue;
    },
  });
}

async function handleInTime({ message, signal }: Delivery, { handle, logger }: QueueConsumerOptions): Promise<void> {
  const expiry = countHeader(message, 'cf-expires-at');
  const expiresAt = expiry > 0 ? new Date(expiry) : undefined;
  const { properties, fields } = message;
  const { redelivered } = fields;
  const received = { id: properties.messageId, body: bodyOf(message), expiresAt, redelivered, signal };
  await holdWhileAway({ signal, logger }, async () => {
    if (expiresAt && expiresAt.getTime() < Date.now()) throw new Error('The message expired before it was handled.');
    await handle(received);
  });
}

// The parser's own message would quote the body.
function bodyOf({ content }: ConsumeMessage): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    throw new Error('The message is not JSON.');
  }
}

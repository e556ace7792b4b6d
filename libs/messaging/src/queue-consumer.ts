import { setTimeout as sleep } from 'node:timers/promises';
import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import type { Logger } from '@campus/logger/logger';
import type { Channel } from 'amqplib';
import { backoffMs } from './backoff.ts';
import type { Consumer } from './consumer.ts';
import { countHeader } from './message-headers.ts';
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
}

export interface QueueConsumerOptions {
  url: string;
  queue: string;
  /** Declares the queue; one of the functions of `topology.ts`. */
  declare(channel: Channel): Promise<void>;
  handle(message: QueueMessage): Promise<void>;
  logger: Logger;
  prefetch?: number;
}

/**
 * Consumes a queue of messages that are worthless when late, such as one-time passwords. While infrastructure is away a message
 * waits until it expires; after any other error it is dropped, with an error in the log that holds nothing of its body.
 */
export function createQueueConsumer({
  url,
  queue,
  declare,
  handle,
  logger,
  prefetch = 20,
}: QueueConsumerOptions): Consumer {
  async function receive(delivery: Delivery): Promise<void> {
    const startedAt = performance.now();
    const fault = await handleInTime({ delivery, handle }).catch((error: unknown) => ({ error }));
    if (delivery.lost()) return;
    delivery.ack();
    const ms = Math.round(performance.now() - startedAt);
    const { messageId: id, type } = delivery.message.properties;
    if (fault) logger.error({ queue, type, id, ms, outcome: 'dropped', err: fault.error }, 'message received');
    else logger.info({ queue, type, id, ms, outcome: 'handled' }, 'message received');
  }

  return createSubscriber({
    url,
    name: `${queue}-consumer`,
    logger,
    prefetch,
    receive,
    async declare(channel) {
      await declare(channel);
      return queue;
    },
  });
}

async function handleInTime({
  delivery,
  handle,
}: { delivery: Delivery } & Pick<QueueConsumerOptions, 'handle'>): Promise<void> {
  const { content, properties, fields } = delivery.message;
  const expiry = countHeader(delivery.message, 'cf-expires-at');
  const expiresAt = expiry > 0 ? new Date(expiry) : undefined;
  const message = {
    id: properties.messageId,
    body: JSON.parse(content.toString()),
    expiresAt,
    redelivered: fields.redelivered,
  };
  for (let failures = 1; ; failures += 1) {
    if (expiresAt && expiresAt.getTime() < Date.now())
      throw new Error('The message expired before it could be handled.');
    try {
      return await handle(message);
    } catch (error) {
      if (!isInfrastructureError(error)) throw error;
      await sleep(backoffMs(failures, { firstMs: 100, mostMs: 2_000 }), undefined, { signal: delivery.signal });
    }
  }
}

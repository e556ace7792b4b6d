import { HEARERS, typesHeardBy } from '@campus/contracts/event-audience';
import { assertOtpQueue, assertPushQueue, assertTopology } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { connect } from 'amqplib';

/** What a test does to the broker. */
export interface Mailbox {
  /** Puts a message into a queue, such as a dead letter with its headers. */
  put(queue: string, messageId: string, headers?: Record<string, unknown>): Promise<void>;
  empty(queue: string): Promise<void>;
}

/** Declares the queues of all services as they would themselves. */
export async function declareTopology(url: string): Promise<Mailbox> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  atEnd(() => connection.close());
  const channel = await connection.createConfirmChannel();
  for (const service of HEARERS) await assertTopology(channel, { service, bindings: typesHeardBy(service) });
  await assertOtpQueue(channel);
  await assertPushQueue(channel);
  return {
    async put(queue, messageId, headers = {}) {
      channel.sendToQueue(queue, Buffer.from('{}'), { messageId, type: 'order.placed', persistent: true, headers });
      await channel.waitForConfirms();
    },
    async empty(queue) {
      await channel.purgeQueue(queue);
    },
  };
}

import type { ConfirmChannel, Options } from 'amqplib';
import { PublishFailure } from './publish-failure.ts';

const CONFIRM_TIMEOUT_MS = 8_000;

export interface ConfirmedMessage {
  exchange: string;
  routingKey: string;
  content: Buffer;
  options: Options.Publish & { messageId: string };
}

/**
 * Publishes one message on a channel that publishes nothing else meanwhile; resolves when the broker has stored it in a queue. Rejects
 * with a `PublishFailure` when no queue takes it, the broker refuses, or nothing is heard for 8 s.
 */
export async function publishConfirmed(
  channel: ConfirmChannel,
  { exchange, routingKey, content, options }: ConfirmedMessage,
): Promise<void> {
  const { messageId } = options;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onReturn = () => reject(new PublishFailure('returned', messageId));
  const timer = setTimeout(() => reject(new PublishFailure('timeout', messageId)), CONFIRM_TIMEOUT_MS);
  // The return comes before the confirm of the same message.
  channel.once('return', onReturn);
  try {
    channel.publish(exchange, routingKey, content, { ...options, persistent: true, mandatory: true }, (error) =>
      error ? reject(new PublishFailure('nacked', messageId, error)) : resolve(),
    );
    await promise;
  } finally {
    clearTimeout(timer);
    channel.off('return', onReturn);
  }
}

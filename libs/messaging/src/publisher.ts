import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import { type Channel, type ConfirmChannel, IllegalOperationError, type Options } from 'amqplib';
import { type BrokerState, connectBroker } from './broker.ts';
import { observePublish } from './observe-publish.ts';
import { PublishFailure } from './publish-failure.ts';
import type { Session } from './session.ts';
import { assertSharedTopology } from './topology.ts';

export interface OutgoingMessage {
  exchange: string;
  routingKey: string;
  body: Buffer | string;
  messageId: string;
  type: string;
  headers?: Record<string, unknown>;
  /** The message disappears from its queue after this time; `cf-expires-at` tells the consumer when. */
  expirationMs?: number;
  /** In a delay queue: it leaves after this time instead of the queue's own, at the latest when those before it leave. */
  stayMs?: number;
  /** How long to wait for the confirm; 8 s unless told otherwise. */
  timeoutMs?: number;
  contentType?: string;
}

export interface Publisher {
  /**
   * Resolves when the broker has stored the message in every queue bound for it; rejects with a `PublishFailure`.
   * Messages are sent in the order of the calls.
   */
  publish(message: OutgoingMessage): Promise<void>;
  state(): BrokerState;
}

export interface PublisherOptions {
  url: string;
  name: string;
  logger: Logger;
  /** Declares what is published to beyond the shared topology, such as the queue of one-time passwords. */
  setup?(channel: Channel): Promise<void>;
}

const CONFIRM_TIMEOUT_MS = 8_000;

/** A confirm channel opened on one session, with what it has said about the messages on their way. */
interface Line {
  channel: ConfirmChannel;
  returned: Set<string>;
  fault?: Error;
}

/** Persistent, mandatory, confirmed publishing on a connection of its own: an alarm that blocks it leaves consumers alone. */
export function createPublisher({ url, name, logger, setup }: PublisherOptions): Part & Publisher {
  const current: { line?: Line } = {};
  const broker = connectBroker({
    url,
    name,
    logger,
    async setup(session) {
      const line = await openLine(session);
      await setup?.(line.channel);
      current.line = line;
      session.signal.addEventListener('abort', () => {
        if (current.line === line) delete current.line;
      });
    },
  });
  return {
    ...broker,
    publish: (message) =>
      observePublish(message, async (traced) => {
        if (broker.state() === 'blocked') throw new PublishFailure('blocked', message.messageId);
        if (!current.line) throw new PublishFailure('disconnected', message.messageId);
        await publishOn(current.line, traced);
      }),
  };
}

async function openLine(session: Session): Promise<Line> {
  const channel = await session.openConfirmChannel();
  const line: Line = { channel, returned: new Set() };
  // The return comes before the confirm of the same message (messaging.md section 5, trap 18).
  channel.on('return', ({ properties }) => line.returned.add(String(properties.messageId)));
  channel.on('error', (error) => {
    line.fault = error;
  });
  await assertSharedTopology(channel);
  return line;
}

function publishOn(line: Line, message: OutgoingMessage): Promise<void> {
  const { messageId, timeoutMs = CONFIRM_TIMEOUT_MS } = message;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new PublishFailure('timeout', messageId)), timeoutMs);
  const onConfirm = (error: Error | null) => {
    if (line.returned.delete(messageId)) reject(new PublishFailure('returned', messageId));
    else if (error) reject(failureOf(line, { messageId, error }));
    else resolve();
  };
  try {
    line.channel.publish(
      message.exchange,
      message.routingKey,
      Buffer.from(message.body),
      propertiesOf(message),
      onConfirm,
    );
  } catch (error) {
    const reason = error instanceof IllegalOperationError ? 'disconnected' : 'refused';
    reject(new PublishFailure(reason, messageId, error));
  }
  return promise.finally(() => clearTimeout(timer));
}

function failureOf(line: Line, { messageId, error }: { messageId: string; error: Error }): PublishFailure {
  if (line.fault) return new PublishFailure('refused', messageId, line.fault);
  return new PublishFailure(error.message === 'message nacked' ? 'nacked' : 'disconnected', messageId, error);
}

function propertiesOf(message: OutgoingMessage): Options.Publish {
  const { messageId, type, headers, expirationMs, stayMs, contentType } = message;
  const expiry = expirationMs === undefined ? undefined : Math.max(1, Math.floor(expirationMs));
  return {
    persistent: true,
    mandatory: true,
    messageId,
    type,
    contentType: contentType ?? 'application/json',
    timestamp: Math.floor(Date.now() / 1000),
    headers: { ...headers, ...(expiry && { 'cf-expires-at': Date.now() + expiry }) },
    ...(expiry && { expiration: expiry }),
    ...(stayMs && { expiration: Math.ceil(stayMs) }),
  };
}

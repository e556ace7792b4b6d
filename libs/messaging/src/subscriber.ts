import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import type { Channel, ConsumeMessage } from 'amqplib';
import { connectBroker } from './broker.ts';
import { messagingMetrics } from './messaging-metrics.ts';
import type { Session } from './session.ts';

/** A message in our hands until it is acked on the channel it came from. */
export interface Delivery {
  message: ConsumeMessage;
  /** Aborted when waiting has no point any more: the connection is gone, or the process is stopping. */
  signal: AbortSignal;
  /** Whether the connection is gone: the message is no longer ours and comes again. */
  lost(): boolean;
  ack(): void;
}

export interface SubscriberOptions {
  url: string;
  name: string;
  logger: Logger;
  prefetch: number;
  /** Queues that `declare` declares, too, whose length is measured along with its own. */
  alsoCounted?: string[];
  /** Declares what is needed and resolves to the queue to consume; runs on every new connection. */
  declare(channel: Channel): Promise<string>;
  /** Resolves when the delivery was acked or is to be left for redelivery. A rejection ends the connection. */
  receive(delivery: Delivery): Promise<void>;
}

export interface Subscriber extends Part {
  /** Whether the queue delivers to this process now. */
  attached(): boolean;
}

const IN_FLIGHT_PATIENCE_MS = 20_000;
const CHANNEL_PATIENCE_MS = 1_000;

/** Consumes one queue on a connection of its own. Stop: no new deliveries, those in flight end (at most 20 s), acks are flushed. */
export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { url, name, logger, prefetch } = options;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const current: { queue?: string; attachment?: { channel: Channel; consumerTag: string } } = {};

  function accept(session: Session, delivery: Delivery) {
    const work = options
      .receive(delivery)
      .catch((error: unknown) => {
        messagingMetrics.consumed.add({ queue: current.queue ?? 'unknown', outcome: 'given_back' });
        if (delivery.signal.aborted) return;
        logger.warn({ err: error, connection: name }, 'deliveries given back');
        session.drop('a delivery was given back');
      })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  }

  async function setup(session: Session) {
    const channel = await session.openChannel();
    const queue = await options.declare(channel);
    if (current.queue === undefined) watch(queue);
    current.queue = queue;
    await channel.prefetch(prefetch);
    const signal = AbortSignal.any([session.signal, stopping.signal]);
    setMaxListeners(0, signal);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message === null) session.drop('the broker cancelled the consumer');
      else
        accept(session, {
          message,
          signal,
          lost: () => session.signal.aborted,
          ack: () => acknowledge(channel, { message, logger }),
        });
    });
    const attachment = { channel, consumerTag };
    current.attachment = attachment;
    session.signal.addEventListener('abort', () => {
      if (current.attachment === attachment) delete current.attachment;
    });
  }

  async function teardown() {
    const { attachment } = current;
    await within(CHANNEL_PATIENCE_MS, attachment?.channel.cancel(attachment.consumerTag));
    stopping.abort();
    await within(IN_FLIGHT_PATIENCE_MS, Promise.allSettled(inFlight));
    // Acks wait in the channel's buffer: closing the connection first would lose them.
    await within(CHANNEL_PATIENCE_MS, attachment?.channel.close());
  }

  // From the first time that the queue is known; a broker that never answered is seen at the connection.
  function watch(queue: string): void {
    const { attached: isAttached, inFlight: inHand, waiting } = messagingMetrics;
    isAttached.watch({ queue }, () => Number(attached()));
    inHand.watch({ queue }, () => inFlight.size);
    for (const each of [queue, ...(options.alsoCounted ?? [])]) {
      waiting.watch({ queue: each }, async () => (await current.attachment?.channel.checkQueue(each))?.messageCount);
    }
  }

  const broker = connectBroker({ url, name, logger, setup, teardown });
  const attached = () => current.attachment !== undefined && broker.state() !== 'disconnected';
  return { ...broker, attached };
}

function acknowledge(channel: Channel, { message, logger }: { message: ConsumeMessage; logger: Logger }) {
  try {
    channel.ack(message);
  } catch (error) {
    // The channel died meanwhile: the message comes again and the inbox knows it.
    logger.debug({ err: error }, 'ack came too late');
  }
}

async function within(timeoutMs: number, work: Promise<unknown> | undefined): Promise<void> {
  const quiet = work?.then(
    () => 'done',
    (error: unknown) => error,
  );
  await Promise.race([quiet, sleep(timeoutMs, undefined, { ref: false })]);
}

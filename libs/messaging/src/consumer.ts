import type { Part } from '@campus/lifecycle/run';
import { createTurns } from './in-turn.ts';
import { textHeader } from './message-headers.ts';
import { createEventProcessor, type EventProcessorOptions } from './process-event.ts';
import { createSubscriber } from './subscriber.ts';
import { assertTopology, deadLetterQueue, serviceQueue, UNROUTED } from './topology.ts';

export interface ConsumerOptions<Work> extends EventProcessorOptions<Work> {
  url: string;
  /** Types this service no longer hears. */
  unbind?: string[];
  /** Messages in hand at a time; 20 unless told otherwise. */
  prefetch?: number;
}

export interface Consumer extends Part {
  /** Whether the queue delivers to this process now: the readiness of a service without routes. */
  attached(): boolean;
}

/**
 * Hears the service's events, at least once each, and acks after the commit of their effect. Unreadable messages and
 * permanent errors are parked at once, errors that time can heal come back after 1 s to 10 min (six runs in all), and while
 * a server is away the message is held. One log line per message. Events of one aggregate are handled in the order they come.
 */
export function createConsumer<Work>(options: ConsumerOptions<Work>): Consumer {
  const { url, service, subscriptions, logger, unbind, prefetch = 20 } = options;
  const inTurn = createTurns();
  const processEvent = createEventProcessor(options);
  return createSubscriber({
    url,
    name: `${service}-consumer`,
    logger,
    prefetch,
    alsoCounted: [deadLetterQueue(service), UNROUTED],
    async declare(channel) {
      await assertTopology(channel, { service, bindings: subscriptions.map(({ type }) => type), unbind });
      return serviceQueue(service);
    },
    receive(delivery) {
      const { message } = delivery;
      const key = textHeader(message, 'cf-aggregate-id') ?? `delivery ${message.fields.deliveryTag}`;
      return inTurn(key, () => processEvent(delivery));
    },
  });
}

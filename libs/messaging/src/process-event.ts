import type { Db } from '@campus/database/connect';
import { AppError } from '@campus/errors/app-error';
import type { Logger } from '@campus/logger/logger';
import { clearSuspect, isCrashSuspect, SUSPICIOUS_DELIVERIES } from './crash-suspects.ts';
import { attemptsOf, sendLater, sendToDeadLetters } from './forwarding.ts';
import { DeliveryAbandoned, holdWhileAway } from './hold.ts';
import { createTurns } from './in-turn.ts';
import { type IncomingEvent, readEvent } from './incoming-event.ts';
import { countHeader, textHeader } from './message-headers.ts';
import { observeDelivery } from './observe-delivery.ts';
import type { Publisher } from './publisher.ts';
import type { Delivery } from './subscriber.ts';
import type { Once, Subscription } from './subscriptions.ts';
import { serviceQueue } from './topology.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface EventProcessorOptions<Work> {
  /** Names the queue, the dead letters and the inbox entries. */
  service: string;
  subscriptions: readonly Subscription<Work>[];
  once: Once<Work>;
  /** Takes retries and dead letters. */
  publisher: Publisher;
  logger: Logger;
  /** Where messages that kill the process are counted; a service without a database leaves it out. */
  db?: Db;
}

/** Takes one message to its end (handled, known, sent on a detour or parked) and acks it then; rejects when it must stay un-acked. */
export function createEventProcessor<Work>(
  options: EventProcessorOptions<Work>,
): (delivery: Delivery) => Promise<void> {
  const { service, subscriptions, once, publisher, logger, db } = options;
  const suspectsInTurn = createTurns();

  async function attempt({ delivery, event }: { delivery: Delivery; event: IncomingEvent<Work> }): Promise<Verdict> {
    const waiting = { signal: delivery.signal, logger };
    const outcome = () => holdWhileAway(waiting, () => once(event, event.handle));
    if (!db || countHeader(delivery.message, 'x-delivery-count') < SUSPICIOUS_DELIVERIES)
      return { outcome: await outcome() };
    const suspect = { consumer: service, messageId: event.id };
    return suspectsInTurn('one at a time', async () => {
      if (await holdWhileAway(waiting, () => isCrashSuspect(db, suspect))) throw crashSuspected();
      const outlived = () => holdWhileAway(waiting, () => clearSuspect(db, suspect));
      try {
        const finished = { outcome: await outcome() };
        await outlived();
        return finished;
      } catch (error) {
        // Whoever failed did not die: a message that is handled anew again and again would be taken for deadly.
        if (!(error instanceof DeliveryAbandoned)) await outlived();
        throw error;
      }
    });
  }

  async function judge(delivery: Delivery): Promise<Verdict & { handler: string }> {
    const known = { handler: 'none' };
    try {
      const event = readEvent(delivery.message, subscriptions);
      known.handler = event.handlerName;
      return { ...(await attempt({ delivery, event })), ...known };
    } catch (error) {
      if (error instanceof DeliveryAbandoned) throw error;
      return { ...verdictOn(error, attemptsOf(delivery.message)), ...known };
    }
  }

  async function settle(delivery: Delivery, settled: (outcome: Verdict['outcome']) => void): Promise<void> {
    const startedAt = performance.now();
    const { message, signal } = delivery;
    // While the place that a verdict sends it to does not take the message, what led there may have passed: it is handled anew.
    const verdict = await holdWhileAway({ signal, logger }, async () => {
      const found = await judge(delivery);
      if (delivery.lost()) return found;
      if (found.outcome === 'retried') await sendLater(publisher, { ...found, message, service });
      if (found.outcome === 'dead_lettered') await sendToDeadLetters(publisher, { ...found, message, service });
      return found;
    });
    if (delivery.lost()) return;
    delivery.ack();
    settled(verdict.outcome);
    report(logger, { delivery, verdict, ms: Math.round(performance.now() - startedAt) });
  }

  return async (delivery) => {
    if (delivery.signal.aborted) return;
    const { message } = delivery;
    await observeDelivery({ queue: serviceQueue(service), message }, (settled) => settle(delivery, settled));
  };
}

function crashSuspected(): AppError {
  return new AppError('unprocessable', 'CRASH_SUSPECT', 'The process died repeatedly while handling this message.');
}

function typeOf({ message }: Delivery): string {
  return message.properties.type ?? message.fields.routingKey;
}

const LEVELS = { handled: 'info', duplicate: 'info', retried: 'warn', dead_lettered: 'error' } as const;

function report(logger: Logger, { delivery, verdict, ms }: { delivery: Delivery; verdict: Verdict; ms: number }) {
  const { outcome } = verdict;
  const fields = {
    type: typeOf(delivery),
    id: delivery.message.properties.messageId,
    aggregate_id: textHeader(delivery.message, 'cf-aggregate-id'),
    outcome,
    ms,
    ...('error' in verdict && { err: verdict.error }),
    ...('delayMs' in verdict && { delay_ms: verdict.delayMs }),
  };
  logger[LEVELS[outcome]](fields, 'event received');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@campus/logger/logger';
import { backoffMs } from '@campus/messaging/backoff';
import type { DeadLetter } from '@campus/messaging/dead-letter';
import { discardDeadLetters } from '@campus/messaging/dead-letters';
import { PublishFailure } from '@campus/messaging/publish-failure';
import { createPublisher, type Publisher } from '@campus/messaging/publisher';
import { deadLetterQueue, serviceQueue } from '@campus/messaging/topology';
import { messageOf, type StoredEvent } from '@campus/outbox/stored-event';
import { type Channel, connect } from 'amqplib';
import { SetupFault } from '../platform/setup-fault.ts';

/** The queue of the reporting service, past the exchange that everybody listens to. */
export interface ReportingQueue {
  /** Sends copies of events that concern one generation only; resolves when the broker has them all. */
  send(events: StoredEvent[], generation: number): Promise<void>;
  /** Takes the copies that could not be handled out of the dead letters: of this generation, or of all that were ever built. */
  takeParked(generation: number | 'any'): Promise<DeadLetter[]>;
  close(): Promise<void>;
}

const QUEUE = serviceQueue('reporting');
/** Faults of the way, not of the message, are tried again for this long. */
const PATIENCE_MS = 60_000;

/** Connects to the broker. Throws `SetupFault` when no reporting service listens. */
export async function openReportingQueue(url: string): Promise<ReportingQueue> {
  await requireListener(url);
  const publisher = createPublisher({
    url,
    name: 'reports-rebuild',
    logger: createLogger({ service: 'reports-rebuild', level: 'silent' }),
  });
  await publisher.start();
  return {
    send: (events, generation) => sendAll(publisher, { events, generation }),
    takeParked: parkedCopies(url),
    close: publisher.stop,
  };
}

/** Each look at a dead letter counts as a delivery, and a broker may limit those: it looks only when letters have come since it last did. */
function parkedCopies(url: string): ReportingQueue['takeParked'] {
  const known = { letters: 0 };
  return async (generation) => {
    const depth = await withChannel(url, (channel) => channel.checkQueue(deadLetterQueue('reporting')));
    known.letters = Math.min(known.letters, depth.messageCount);
    if (depth.messageCount === known.letters) return [];
    const taken = await discardDeadLetters({ url, service: 'reporting' }, { generation });
    known.letters = depth.messageCount - taken.length;
    return taken;
  };
}

async function sendAll(publisher: Publisher, { events, generation }: { events: StoredEvent[]; generation: number }) {
  const deadline = performance.now() + PATIENCE_MS;
  let left = events;
  for (let failures = 0; left.length > 0; failures += 1) {
    const results = await Promise.allSettled(left.map((event) => publisher.publish(copyOf(event, generation))));
    left = left.filter((_, index) => results[index]?.status === 'rejected');
    const reason = results.find((result) => result.status === 'rejected')?.reason;
    if (left.length > 0 && (!mayPass(reason) || performance.now() > deadline)) throw reason;
    if (left.length > 0) await sleep(backoffMs(failures, { firstMs: 50, mostMs: 2_000 }));
  }
}

function copyOf(event: StoredEvent, generation: number) {
  const message = messageOf(event);
  return {
    ...message,
    exchange: '',
    routingKey: QUEUE,
    headers: { ...message.headers, 'cf-generation': generation },
  };
}

function mayPass(reason: unknown): boolean {
  return reason instanceof PublishFailure && reason.reason !== 'refused' && reason.reason !== 'returned';
}

async function requireListener(url: string): Promise<void> {
  const listeners = await withChannel(url, async (channel) => {
    await channel.checkQueue(deadLetterQueue('reporting'));
    return (await channel.checkQueue(QUEUE)).consumerCount;
  }).catch((error: unknown) => {
    // A queue that is not there has no listener either.
    if (error instanceof Error && 'code' in error && error.code === 404) return 0;
    throw error;
  });
  if (listeners === 0) throw new SetupFault(`No reporting service listens to ${QUEUE}.`);
}

async function withChannel<Answer>(url: string, ask: (channel: Channel) => Promise<Answer>): Promise<Answer> {
  const connection = await connect(url, { timeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    return await ask(channel);
  } finally {
    await connection.close();
  }
}

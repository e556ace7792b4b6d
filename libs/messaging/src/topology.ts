import { ConfigurationFault } from '@campus/config/read-config';
import type { Channel } from 'amqplib';

/** The topic exchange of all events; the routing key is the event type. */
export const EVENTS = 'cf.events';
/** Where an event goes that no queue is bound for; depth > 0 is an alert. */
export const UNROUTED = 'cf.unrouted';
/** The direct exchange of dead letters; the routing key is the service. */
export const DEAD_LETTERS = 'cf.dlx';
/** Pauses before the second to sixth run of a handler. Each is a queue of its own, so they are part of the topology. */
export const DELAYS_MS = [1_000, 5_000, 30_000, 120_000, 600_000] as const;
/** One-time passwords on their way to the SMS provider: encrypted, worthless when late, never dead-lettered. */
export const OTP_QUEUE = 'cf.notification.otp.v1';
/** Wake-ups of pushes that are due. The truth is a row of notification's database, so one that is lost is sent again: no dead letters. */
export const PUSH_QUEUE = 'cf.notification.push.v1';

export const serviceQueue = (service: string) => `cf.${service}.v1`;
export const deadLetterQueue = (service: string) => `cf.dlq.${service}`;
export const delayExchange = (delayMs: number) => `cf.delay.${delayMs}`;

const QUORUM = { 'x-queue-type': 'quorum' };
// At-least-once dead-lettering silently degrades to at-most-once without reject-publish (messaging.md section 5, trap 20).
const LOSSLESS = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };

export interface ServiceTopology {
  service: string;
  /** Event types this service hears. */
  bindings: string[];
  /** Event types it used to hear: bindings outlive the code that made them. */
  unbind?: string[];
}

/**
 * Declares what every service shares and this service's queue with its bindings. Repeating it changes nothing.
 * Rejects with a `ConfigurationFault` when something exists with other arguments (406): only a person can decide that.
 */
export async function assertTopology(
  channel: Channel,
  { service, bindings, unbind = [] }: ServiceTopology,
): Promise<void> {
  await assertSharedTopology(channel);
  await declaring(async () => {
    await channel.assertQueue(deadLetterQueue(service), { arguments: QUORUM });
    await channel.bindQueue(deadLetterQueue(service), DEAD_LETTERS, service);
    const deadLetters = { 'x-dead-letter-exchange': DEAD_LETTERS, 'x-dead-letter-routing-key': service };
    await channel.assertQueue(serviceQueue(service), { arguments: { ...QUORUM, ...deadLetters, ...LOSSLESS } });
    for (const type of bindings) await channel.bindQueue(serviceQueue(service), EVENTS, type);
    for (const type of unbind) await channel.unbindQueue(serviceQueue(service), EVENTS, type);
  });
}

/** Declares the exchanges, the unrouted queue and the delay queues, which any publisher needs. Errors as `assertTopology`. */
export async function assertSharedTopology(channel: Channel): Promise<void> {
  await declaring(async () => {
    await channel.assertExchange(UNROUTED, 'fanout');
    await channel.assertQueue(UNROUTED, { arguments: QUORUM });
    await channel.bindQueue(UNROUTED, UNROUTED, '');
    await channel.assertExchange(EVENTS, 'topic', { alternateExchange: UNROUTED });
    await channel.assertExchange(DEAD_LETTERS, 'direct');
    for (const delayMs of DELAYS_MS) await assertDelay(channel, delayMs);
  });
}

/** Declares the queue of one-time passwords; auth before it publishes, notification before it listens. */
export async function assertOtpQueue(channel: Channel): Promise<void> {
  await declaring(() => channel.assertQueue(OTP_QUEUE, { arguments: QUORUM }));
}

/** Declares the queue of pushes that are due; notification before it publishes and before it listens. */
export async function assertPushQueue(channel: Channel): Promise<void> {
  await declaring(() => channel.assertQueue(PUSH_QUEUE, { arguments: QUORUM }));
}

async function assertDelay(channel: Channel, delayMs: number) {
  const name = delayExchange(delayMs);
  // The routing key is the name of the queue that waits, so expiry through the default exchange leads back to it.
  const expiry = { 'x-message-ttl': delayMs, 'x-dead-letter-exchange': '' };
  await channel.assertExchange(name, 'fanout');
  await channel.assertQueue(name, { arguments: { ...QUORUM, ...expiry, ...LOSSLESS } });
  await channel.bindQueue(name, name, '');
}

async function declaring(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 406)) throw error;
    throw new ConfigurationFault(`The broker has this topology with other arguments: ${error.message}`, {
      cause: error,
    });
  }
}

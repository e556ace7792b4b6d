import { randomUUID } from 'node:crypto';
import { type CloudEvent, cloudEvent, type EventKind } from '@campus/contracts/event';
import type { DeadLetter } from '@campus/messaging/dead-letter';
import { listDeadLetters } from '@campus/messaging/dead-letters';
import { assertSharedTopology, EVENTS } from '@campus/messaging/topology';
import { type ChannelModel, connect } from 'amqplib';
import type { z } from 'zod';
import { atEnd } from './at-end.ts';
import { eventually } from './eventually.ts';
import { closeConnections } from './rabbitmqctl.ts';
import { servers } from './servers.ts';
import { giveVhostBack, takeVhost } from './vhost-pool.ts';

const TEST_CONNECTION = 'campus-test';

/** The address of a virtual host that nobody has used; deleted some time after the end of the test file. */
export async function freshVhost(): Promise<string> {
  const vhost = await takeVhost();
  atEnd(() => giveVhostBack(vhost));
  const address = new URL(servers.rabbitmqUrl);
  address.pathname = `/${vhost}`;
  return address.href;
}

/** Closes every connection to this virtual host from the broker's side, except the tests' own. */
export async function closeAllConnections(url: string): Promise<void> {
  await closeConnections({ vhost: new URL(url).pathname.slice(1), spared: TEST_CONNECTION });
}

/** What is published to `cf.events`, as a service that hears everything would see it. */
export interface BrokerTap {
  events: CloudEvent[];
  /** The first event, of the past too, for which the predicate holds; rejects after `timeoutMs` (15 s). */
  waitFor(predicate: (event: CloudEvent) => boolean, timeoutMs?: number): Promise<CloudEvent>;
}

/** Listens from now on to `types`, or to all events; then no event of the run counts as unrouted. */
export async function brokerTap(url: string, types: string[] = ['#']): Promise<BrokerTap> {
  const connection = await connectAsTest(url);
  atEnd(() => Promise.allSettled([connection.close()]));
  const channel = await connection.createChannel();
  await assertSharedTopology(channel);
  const { queue } = await channel.assertQueue('', { exclusive: true });
  for (const type of types) await channel.bindQueue(queue, EVENTS, type);
  const events: CloudEvent[] = [];
  await channel.consume(
    queue,
    (message) => {
      if (message) events.push(cloudEvent.parse(JSON.parse(message.content.toString())));
    },
    { noAck: true },
  );
  return {
    events,
    waitFor: (predicate, timeoutMs) =>
      eventually(
        () => {
          const found = events.find(predicate);
          if (!found) throw new Error(`no such event among ${events.map(({ type }) => type).join(', ') || 'none'}`);
          return found;
        },
        { timeoutMs },
      ),
  };
}

export interface PublishedEvent<Kind extends EventKind> {
  aggregateId: string;
  data: z.input<Kind['data']>;
  /** 1 unless told otherwise. */
  aggregateVersion?: number;
  /** The id of an event that was published before, for a duplicate. */
  id?: string;
  occurredAt?: Date;
  /** Fields that overwrite the envelope, for a malformed event. */
  envelope?: Record<string, unknown>;
}

/** Publishes an event as another service would; resolves to its id once the broker has it. The data is not checked. */
export async function publishEvent<Kind extends EventKind>(
  url: string,
  kind: Kind,
  event: PublishedEvent<Kind>,
): Promise<string> {
  const message = messageOf(kind, event);
  await publishBody(url, message);
  return message.messageId;
}

/** Publishes many events on one channel, as `publishEvent` does one. */
export async function steadyPublisher(url: string): Promise<typeof publish> {
  const connection = await connectAsTest(url);
  atEnd(() => Promise.allSettled([connection.close()]));
  const channel = await connection.createConfirmChannel();
  await assertSharedTopology(channel);
  async function publish<Kind extends EventKind>(kind: Kind, event: PublishedEvent<Kind>): Promise<string> {
    const { routingKey, body, ...properties } = messageOf(kind, event);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const confirmed = (error: unknown) => (error ? reject(error) : resolve());
    channel.publish(
      EVENTS,
      routingKey,
      Buffer.from(body),
      { ...properties, type: routingKey, persistent: true },
      confirmed,
    );
    await promise;
    return properties.messageId;
  }
  return publish;
}

function messageOf<Kind extends EventKind>(kind: Kind, event: PublishedEvent<Kind>) {
  const { aggregateId, aggregateVersion = 1, data, id = randomUUID(), occurredAt = new Date() } = event;
  const envelope = {
    specversion: '1.0',
    id,
    source: '/test',
    type: kind.type,
    subject: `${kind.aggregateType}/${aggregateId}`,
    time: occurredAt.toISOString(),
    datacontenttype: 'application/json',
    aggregatetype: kind.aggregateType,
    aggregateid: aggregateId,
    aggregateversion: aggregateVersion,
    data,
    ...event.envelope,
  };
  return {
    routingKey: kind.type,
    messageId: id,
    body: JSON.stringify(envelope),
    headers: { 'cf-aggregate-id': aggregateId },
  };
}

/** Publishes any body to `cf.events`, for what no service of ours would ever send. */
export async function publishBody(
  url: string,
  {
    routingKey,
    messageId,
    body,
    headers,
  }: { routingKey: string; messageId: string; body: string; headers?: Record<string, unknown> },
): Promise<void> {
  const connection = await connectAsTest(url);
  const channel = await connection.createConfirmChannel();
  await assertSharedTopology(channel);
  channel.publish(EVENTS, routingKey, Buffer.from(body), { messageId, type: routingKey, persistent: true, headers });
  await channel.waitForConfirms();
  await connection.close();
}

/** The dead letters of a service (`unrouted`: the events no queue was bound for); they stay where they are. */
export function readDeadLetters(url: string, service: string): Promise<DeadLetter[]> {
  return listDeadLetters({ url, service });
}

/** How many messages wait in a queue; those in a consumer's hands do not count. */
export async function waitingIn(url: string, queue: string): Promise<number> {
  const connection = await connectAsTest(url);
  const channel = await connection.createChannel();
  const { messageCount } = await channel.checkQueue(queue);
  await connection.close();
  return messageCount;
}

/** Loses what waits in a queue, as a broker that breaks its word would. Resolves to how many messages that were. */
export async function loseMessages(url: string, queue: string): Promise<number> {
  const connection = await connectAsTest(url);
  const channel = await connection.createChannel();
  const { messageCount } = await channel.purgeQueue(queue);
  await connection.close();
  return messageCount;
}

async function connectAsTest(url: string): Promise<ChannelModel> {
  const connection = await connect(url, { clientProperties: { connection_name: TEST_CONNECTION } });
  // What fails on it rejects where it was asked for; without a listener the event would end the process.
  connection.on('error', () => undefined);
  return connection;
}

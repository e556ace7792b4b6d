import type { EventKind } from '@campus/contracts/event';
import { createLogger } from '@campus/logger/logger';
import { createPublisher, type Publisher } from '@campus/messaging/publisher';
import { EVENTS } from '@campus/messaging/topology';
import type { z } from 'zod';

/** Tells the platform what an operator did. The same `id` is the same fact, however often it is told. */
export type Tell = <Kind extends EventKind>(
  kind: Kind,
  fact: { id: string; aggregateId: string; data: z.input<Kind['data']> },
) => Promise<void>;

/** Runs `work` with a way to tell events, each confirmed by the broker before it resolves. */
export async function withTell<Result>(rabbitmqUrl: string, work: (tell: Tell) => Promise<Result>): Promise<Result> {
  const logger = createLogger({ service: 'operator', level: 'silent' });
  const publisher = createPublisher({ url: rabbitmqUrl, name: 'operator', logger });
  await publisher.start();
  try {
    return await work((kind, fact) => publishFact(publisher, kind, fact));
  } finally {
    await publisher.stop();
  }
}

async function publishFact<Kind extends EventKind>(
  publisher: Publisher,
  { type, aggregateType, data: schema }: Kind,
  { id, aggregateId, data }: Parameters<Tell>[1],
): Promise<void> {
  schema.parse(data);
  const envelope = {
    specversion: '1.0',
    id,
    source: '/operator',
    type,
    subject: `${aggregateType}/${aggregateId}`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    aggregatetype: aggregateType,
    aggregateid: aggregateId,
    aggregateversion: 1,
    data,
  };
  await publisher.publish({
    exchange: EVENTS,
    routingKey: type,
    body: JSON.stringify(envelope),
    messageId: id,
    type,
    headers: { 'cf-aggregate-type': aggregateType, 'cf-aggregate-id': aggregateId, 'cf-aggregate-version': 1 },
    contentType: 'application/cloudevents+json',
  });
}

import { inSpan } from '@campus/telemetry/tracing';
import type { ConsumeMessage } from 'amqplib';
import { textHeader } from './message-headers.ts';
import { messagingMetrics } from './messaging-metrics.ts';

type Outcome = Parameters<typeof messagingMetrics.consumed.add>[0]['outcome'];

/** Makes the handling of a message a span of the trace it came with, and measures how it ended. */
export function observeDelivery(
  { queue, message }: { queue: string; message: ConsumeMessage },
  settle: (settled: (outcome: Outcome) => void) => Promise<void>,
): Promise<void> {
  const type = message.properties.type ?? message.fields.routingKey;
  const parent = { traceparent: textHeader(message, 'traceparent'), tracestate: textHeader(message, 'tracestate') };
  const startedAt = performance.now();
  const settled = (outcome: Outcome) => {
    const { consumed, duration, age } = messagingMetrics;
    consumed.add({ queue, outcome });
    duration.observe({ queue }, (performance.now() - startedAt) / 1_000);
    const sentAt = message.properties.timestamp;
    if (typeof sentAt === 'number') age.observe({ queue }, Math.max(0, Math.floor(Date.now() / 1_000) - sentAt));
  };
  return inSpan(
    `process ${type}`,
    { kind: 'consumer', parent, attributes: attributesOf(message, { queue, type }) },
    async (span) => {
      await settle((outcome) => {
        span.setAttribute('campus.outcome', outcome);
        settled(outcome);
      });
    },
  );
}

function attributesOf(message: ConsumeMessage, { queue, type }: { queue: string; type: string }) {
  const aggregate = textHeader(message, 'cf-aggregate-id');
  return {
    'messaging.system': 'rabbitmq',
    'messaging.operation.type': 'process',
    'messaging.destination.name': queue,
    'messaging.message.id': String(message.properties.messageId),
    'campus.message.type': type,
    ...(aggregate && { 'campus.aggregate.id': aggregate }),
  };
}

import { currentTrace, markFailed, startSpan, type TraceHeaders } from '@campus/telemetry/tracing';
import { messagingMetrics } from './messaging-metrics.ts';
import { PublishFailure } from './publish-failure.ts';

/** What is to be known of a message to observe it. */
interface Observed {
  exchange: string;
  routingKey: string;
  messageId: string;
  type: string;
  headers?: Record<string, unknown>;
}

/**
 * Counts what the broker says to a message. In a recorded trace, the one the message brings along or the one running now, publishing is a
 * span and whoever consumes it becomes its child; elsewhere a message without a trace takes the one running now.
 */
export async function observePublish<Message extends Observed>(
  message: Message,
  publish: (message: Message) => Promise<void>,
): Promise<void> {
  const destination = message.exchange || message.routingKey;
  const { span, active } = startSpan(`publish ${destination}`, {
    kind: 'producer',
    parent: traceOf(message),
    attributes: attributesOf(message, destination),
  });
  const trace = span.isRecording() ? currentTrace(active) : { ...currentTrace(), ...traceOf(message) };
  const { published } = messagingMetrics;
  try {
    // Not awaited before it is sent: messages leave in the order of the calls.
    await publish({ ...message, headers: { ...message.headers, ...trace } });
    published.add({ destination, outcome: 'confirmed' });
  } catch (error) {
    published.add({ destination, outcome: error instanceof PublishFailure ? error.reason : 'refused' });
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function traceOf({ headers = {} }: Observed): TraceHeaders {
  const { traceparent, tracestate } = headers;
  return {
    ...(typeof traceparent === 'string' && { traceparent }),
    ...(typeof tracestate === 'string' && { tracestate }),
  };
}

function attributesOf({ type, messageId, headers = {} }: Observed, destination: string) {
  const aggregate = headers['cf-aggregate-id'];
  return {
    'messaging.system': 'rabbitmq',
    'messaging.operation.type': 'send',
    'messaging.destination.name': destination,
    'messaging.message.id': messageId,
    'campus.message.type': type,
    ...(typeof aggregate === 'string' && { 'campus.aggregate.id': aggregate }),
  };
}

import { counter } from '@campus/telemetry/counter';
import { gauge } from '@campus/telemetry/gauge';
import { histogram } from '@campus/telemetry/histogram';

/** What the two sides of the broker measure. Queues and exchanges are ours; the type of a foreign message is never a label. */
export const messagingMetrics = {
  published: counter(
    'messaging_published_total',
    'Messages handed to the broker, by what it said: only a confirmed one is stored.',
    {
      destination: 'open',
      outcome: ['confirmed', 'returned', 'nacked', 'refused', 'timeout', 'disconnected', 'blocked'],
    },
  ),
  consumed: counter('messaging_consumed_total', 'Messages taken from a queue, by how they ended.', {
    queue: 'open',
    outcome: ['handled', 'duplicate', 'retried', 'dead_lettered', 'dropped', 'given_back'],
  }),
  duration: histogram(
    {
      name: 'messaging_process_duration_seconds',
      help: 'From taking a message to its acknowledgement.',
      buckets: [0.005, 0.025, 0.1, 0.25, 1, 5, 30],
    },
    { queue: 'open' },
  ),
  age: histogram(
    {
      name: 'messaging_message_age_seconds',
      help: 'From the publishing of a message to the end of its handling, to the second as AMQP has it.',
      buckets: [1, 2, 5, 10, 30, 60, 300],
    },
    { queue: 'open' },
  ),
  inFlight: gauge('messaging_in_flight', 'Messages in hand now: taken and not acknowledged.', { queue: 'open' }),
  attached: gauge('messaging_consumer_attached', 'Whether the queue delivers to this process (1) or not (0).', {
    queue: 'open',
  }),
  waiting: gauge('messaging_queue_messages', 'Messages that wait in a queue, as the broker counts them.', {
    queue: 'open',
  }),
  connected: gauge('messaging_connected', 'Whether a connection to the broker stands (1) or not (0).', {
    connection: 'open',
  }),
  blocked: gauge('messaging_blocked', 'Whether the broker has an alarm and takes no messages (1) or not (0).', {
    connection: 'open',
  }),
};

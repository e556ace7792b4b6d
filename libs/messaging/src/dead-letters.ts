import { type DeadLetter, routingKeyOf } from './dead-letter.ts';
import { countHeader, keptHeaders } from './message-headers.ts';
import { publishConfirmed } from './publish-confirmed.ts';
import { deadLetterQueue, EVENTS, serviceQueue, UNROUTED } from './topology.ts';
import { type DeadLetterFilter, type ParkedMessage, visitParked } from './visit-parked.ts';

/** The queue to work on: `cf.dlq.<service>`, or `cf.unrouted` for `unrouted`. */
export interface DeadLetterSource {
  url: string;
  service: string;
}

/** Shows parked messages and leaves them where they are. */
export function listDeadLetters(source: DeadLetterSource, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  return visitParked(placeOf(source), filter, async () => 'stays');
}

/**
 * Sends parked messages back to the one queue they were refused from, as new (attempt 0), and removes them after the confirm. The inbox
 * makes a second replay harmless, so a kill at any moment loses nothing and doubles nothing. An unrouted event was refused by nobody: it
 * goes to all queues that are bound for it now. Resolves to the messages replayed.
 */
export function replayDeadLetters(source: DeadLetterSource, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  return visitParked(placeOf(source), filter, async (parked) => {
    await replay(parked, source);
    return 'gone';
  });
}

/** Removes parked messages for good, each once `record` has kept what a person must be able to look up. Resolves to the messages removed. */
export function discardDeadLetters(
  source: DeadLetterSource,
  filter: DeadLetterFilter = {},
  record: (letter: DeadLetter) => Promise<void> = async () => undefined,
): Promise<DeadLetter[]> {
  return visitParked(placeOf(source), filter, async ({ letter }) => {
    await record(letter);
    return 'gone';
  });
}

function placeOf({ url, service }: DeadLetterSource) {
  return { url, queue: isUnrouted(service) ? UNROUTED : deadLetterQueue(service) };
}

const isUnrouted = (service: string) => service === 'unrouted';

async function replay({ channel, message }: ParkedMessage, { service }: DeadLetterSource): Promise<void> {
  const { messageId, type, contentType } = message.properties;
  const headers = { ...keptHeaders(message), 'cf-replay': countHeader(message, 'cf-replay') + 1 };
  const target = isUnrouted(service)
    ? { exchange: EVENTS, routingKey: routingKeyOf(message) }
    : { exchange: '', routingKey: serviceQueue(service) };
  const options = { messageId, type, contentType, headers };
  await publishConfirmed(channel, { ...target, content: message.content, options });
}

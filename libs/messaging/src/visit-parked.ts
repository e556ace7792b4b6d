import { setTimeout as sleep } from 'node:timers/promises';
import { type Channel, type ConfirmChannel, connect, type GetMessage } from 'amqplib';
import { type DeadLetter, describeLetter, routingKeyOf } from './dead-letter.ts';
import { countHeader } from './message-headers.ts';
import { publishConfirmed } from './publish-confirmed.ts';

/** Which messages of a queue are meant; all of them when nothing is given. */
export interface DeadLetterFilter {
  id?: string;
  type?: string;
  /** Copies that were replayed into this generation of a read model, or into any. */
  generation?: number | 'any';
  limit?: number;
}

export interface ParkedMessage {
  channel: ConfirmChannel;
  message: GetMessage;
  letter: DeadLetter;
}

/** `gone`: it may be taken out of the queue. */
export type Treatment = (parked: ParkedMessage) => Promise<'stays' | 'gone'>;

// A broker that limits deliveries (RabbitMQ 4: 20 unless told otherwise) would throw away what was looked at too often.
const MOST_LOOKS = 3;
const BACK_WITHIN_MS = 5_000;

/**
 * Takes every message of a queue in hand once, in order, and treats those that are meant. What stays goes back when the visit ends, however
 * it ends; what was looked at a few times is put back as a new message first. Resolves to the letters treated; none when there is no such queue.
 */
export async function visitParked(
  { url, queue }: { url: string; queue: string },
  filter: DeadLetterFilter,
  treat: Treatment,
): Promise<DeadLetter[]> {
  const connection = await connect(url, { timeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    const depth = await depthOf(await quietly(connection.createChannel()), queue);
    const channel = await quietly(connection.createConfirmChannel());
    const chosen: DeadLetter[] = [];
    const held = { messages: 0 };
    const most = filter.limit ?? Number.POSITIVE_INFINITY;
    for (let seen = 0; seen < depth && chosen.length < most; seen += 1) {
      const message = await channel.get(queue);
      if (message === false) break;
      const parked = { channel, message, letter: describeLetter(message) };
      const isMeant = fits(filter, parked.letter);
      if (isMeant && (await treat(parked)) === 'gone') channel.ack(message);
      else if (looksAt(message) >= MOST_LOOKS) await renew(parked, queue);
      else held.messages += 1;
      if (isMeant) chosen.push(parked.letter);
    }
    await giveBack(channel, { queue, ...held });
    // Acks wait in the channel: they are lost when only the connection is closed.
    await channel.close();
    return chosen;
  } finally {
    // Whatever went wrong: what was not acked goes back into the queue.
    await connection.close();
  }
}

/** A quorum queue counts what comes back a moment later: whoever looks again should find it. */
async function giveBack(channel: Channel, { queue, messages }: { queue: string; messages: number }): Promise<void> {
  if (messages === 0) return;
  channel.nackAll(true);
  const deadline = performance.now() + BACK_WITHIN_MS;
  while (performance.now() < deadline && (await channel.checkQueue(queue)).messageCount < messages) await sleep(10);
}

async function quietly<Opened extends Channel>(opening: Promise<Opened>): Promise<Opened> {
  const channel = await opening;
  // What fails rejects where it was asked for; without a listener it would end the connection, too.
  channel.on('error', () => undefined);
  return channel;
}

async function depthOf(channel: Channel, queue: string): Promise<number> {
  try {
    const { messageCount } = await channel.checkQueue(queue);
    await channel.close();
    return messageCount;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 404) return 0;
    throw error;
  }
}

function fits({ id, type, generation }: DeadLetterFilter, letter: DeadLetter): boolean {
  if ((id && letter.id !== id) || (type && letter.type !== type)) return false;
  if (generation === 'any') return letter.generation !== undefined;
  return generation === undefined || letter.generation === generation;
}

// RabbitMQ 4.0 to 4.2 limit what they call acquired, the others what they call delivered.
function looksAt(message: GetMessage): number {
  return Math.max(countHeader(message, 'x-delivery-count'), countHeader(message, 'x-acquired-count'));
}

/** The same message at the end of its queue, as if nobody had ever looked at it. A kill in between leaves two, which is harmless. */
async function renew({ channel, message, letter }: ParkedMessage, queue: string): Promise<void> {
  const { messageId, type, contentType, timestamp, headers = {} } = message.properties;
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-')));
  const reason = {
    ...(letter.error && { 'cf-error': letter.error }),
    ...(letter.sourceQueue && { 'cf-source-queue': letter.sourceQueue }),
    'cf-routing-key': routingKeyOf(message),
  };
  const options = { messageId, type, contentType, timestamp, headers: { ...kept, ...reason } };
  await publishConfirmed(channel, { exchange: '', routingKey: queue, content: message.content, options });
  channel.ack(message);
}

import { HEARERS } from '@campus/contracts/event-audience';
import { type DeadLetter, listDeadLetters } from '@campus/messaging/dead-letters';
import {
  DELAYS_MS,
  deadLetterQueue,
  delayExchange,
  EVENTS,
  OTP_QUEUE,
  PUSH_QUEUE,
  serviceQueue,
} from '@campus/messaging/topology';
import { type ChannelModel, connect } from 'amqplib';
import { runCommand } from '../platform/commands.ts';
import type { AuditAccess } from './access.ts';

/** Where messages wait to be handled. */
export const WORKING_QUEUES = [...HEARERS.map(serviceQueue), ...DELAYS_MS.map(delayExchange), OTP_QUEUE, PUSH_QUEUE];
/** Where messages lie that nobody could handle, by the name `listDeadLetters` knows them by. */
export const PARKING = [...HEARERS, 'unrouted'];

export const parkingQueue = (name: string) => (name === 'unrouted' ? 'cf.unrouted' : deadLetterQueue(name));

// Reading puts each message back, and a quorum queue may count that: an audit looks at few.
const MOST_LETTERS = 10;

/** How many messages wait in each queue; a queue that does not exist is missing in the answer. */
export async function depthsOf(rabbitmqUrl: string, queues: string[]): Promise<Map<string, number>> {
  const connection = await connect(rabbitmqUrl, { timeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    const depths = new Map<string, number>();
    for (const queue of queues) {
      const depth = await depthOf(connection, queue);
      if (depth !== undefined) depths.set(queue, depth);
    }
    return depths;
  } finally {
    await connection.close();
  }
}

/** The first few messages in a parking place; they stay there. */
export function parkedIn({ rabbitmqUrl }: Pick<AuditAccess, 'rabbitmqUrl'>, name: string): Promise<DeadLetter[]> {
  return listDeadLetters({ url: rabbitmqUrl, service: name }, { limit: MOST_LETTERS });
}

/** What each service hears in fact, as `<queue> <type>`; undefined when the broker cannot be asked. */
export async function bindingsOf({ rabbitmqUrl, rabbitmqctl }: AuditAccess): Promise<Set<string> | undefined> {
  if (!rabbitmqctl || rabbitmqctl.length === 0) return undefined;
  const vhost = decodeURIComponent(new URL(rabbitmqUrl).pathname.slice(1)) || '/';
  const columns = ['source_name', 'destination_name', 'routing_key'];
  const answer = await runCommand([...rabbitmqctl, '--quiet', 'list_bindings', '-p', vhost, ...columns]);
  if (!answer.succeeded) return undefined;
  const rows = answer.stdout.split('\n').map((row) => row.split('\t'));
  return new Set(rows.filter(([source]) => source === EVENTS).map(([, queue, type]) => `${queue} ${type}`));
}

// Asking for a queue that is not there ends the channel, so each question has its own.
async function depthOf(connection: ChannelModel, queue: string): Promise<number | undefined> {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  try {
    const { messageCount } = await channel.checkQueue(queue);
    await channel.close();
    return messageCount;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 404) return undefined;
    throw error;
  }
}

import { HEARERS } from '@campus/contracts/event-audience';
import type { DeadLetter } from '@campus/messaging/dead-letter';
import { listDeadLetters } from '@campus/messaging/dead-letters';
import { queueStates } from '@campus/messaging/queue-states';
import {
  DELAYS_MS,
  deadLetterQueue,
  delayExchange,
  EVENTS,
  OTP_QUEUE,
  PUSH_QUEUE,
  serviceQueue,
} from '@campus/messaging/topology';
import { runCommand } from '../platform/commands.ts';
import type { AuditAccess } from './access.ts';

/** Where messages wait to be handled. */
export const WORKING_QUEUES = [...HEARERS.map(serviceQueue), ...DELAYS_MS.map(delayExchange), OTP_QUEUE, PUSH_QUEUE];
/** Where messages lie that nobody could handle, by the name `listDeadLetters` knows them by. */
export const PARKING = [...HEARERS, 'unrouted'];

export const parkingQueue = (name: string) => (name === 'unrouted' ? 'cf.unrouted' : deadLetterQueue(name));

// What is unexplained beyond these is counted, not named.
const MOST_LETTERS = 10;

/** How many messages wait in each queue; a queue that does not exist is missing in the answer. */
export async function depthsOf(rabbitmqUrl: string, queues: string[]): Promise<Map<string, number>> {
  const states = await queueStates(rabbitmqUrl, queues);
  return new Map([...states].map(([queue, { messages }]) => [queue, messages]));
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

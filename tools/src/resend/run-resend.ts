import { typesHeardBy } from '@campus/contracts/event-audience';
import { createLogger } from '@campus/logger/logger';
import { createPublisher, type Publisher } from '@campus/messaging/publisher';
import { serviceQueue } from '@campus/messaging/topology';
import { messageOf, STORED_EVENT, type StoredEvent } from '@campus/outbox/stored-event';
import { type AuditAccess, DATABASES } from '../audit/access.ts';
import { discardedLetters, excuses, parkedLetters } from '../audit/excuses.ts';
import { depthsOf, PARKING, parkingQueue } from '../audit/queues.ts';
import { type Sources, withSources } from '../audit/sources.ts';
import { unheardEvents } from '../audit/unheard-events.ts';

/** How many events each service had not heard of, by its name. */
export type Resent = Record<string, number>;

export interface ResendWishes {
  checkOnly: boolean;
  /** Only what this service has not heard. */
  of?: string | undefined;
  /** Only what happened since then. */
  since?: Date;
}

const STORED = `select ${STORED_EVENT.join(', ')} from outbox`;
/** Nobody can ask it what it has heard; hearing twice changes nothing there, and no token lives longer than a day. */
const WITHOUT_MEMORY = 'gateway';
const MEMORY_HOURS = 24;

/**
 * Sends events that were published and that a service never heard to the queue of that service alone: what was in a queue that is lost,
 * and what was published while it was away. What is parked or was discarded is left to whoever parked it. What is on its way meanwhile
 * arrives twice, which the inbox makes harmless. With `checkOnly` nothing is sent.
 */
export function runResend(access: AuditAccess, { checkOnly, of, since = new Date(0) }: ResendWishes): Promise<Resent> {
  const isMeant = ({ service }: { service: string }) => of === undefined || of === service;
  return withSources(access, async (sources) => {
    const unheard = (await lostEvents(sources, since)).filter(isMeant);
    if (checkOnly) return countsOf(unheard);
    const lost = [...unheard, ...(await perhapsLostEvents(sources)).filter(isMeant)];
    await sendAll(access.rabbitmqUrl, lost);
    return countsOf(lost);
  });
}

function countsOf(lost: Lost[]): Resent {
  const byService = Map.groupBy(lost, ({ service }) => service);
  const counts = [...byService].map(([service, parts]) => [service, parts.flatMap(({ events }) => events).length]);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}

interface Lost {
  service: string;
  events: StoredEvent[];
}

async function lostEvents(sources: Sources, since: Date): Promise<Lost[]> {
  const { access, databases } = sources;
  const letters = await parkedLetters(sources, await depthsOf(access.rabbitmqUrl, PARKING.map(parkingQueue)));
  const unheard = await unheardEvents(sources, excuses(letters, await discardedLetters(sources)));
  const lost: Lost[] = [];
  for (const { service, owner, events } of unheard) {
    const ids = events.filter(({ occurred_ms }) => occurred_ms >= since.getTime()).map(({ event_id }) => event_id);
    if (ids.length === 0) continue;
    const stored = await databases[owner].rows<StoredEvent>(`${STORED} where event_id = any($1) order by id`, [ids]);
    lost.push({ service, events: stored });
  }
  return lost;
}

async function perhapsLostEvents({ databases }: Sources): Promise<Lost[]> {
  const recent = `published_at > now() - interval '${MEMORY_HOURS} hours' and type = any($1)`;
  const types = typesHeardBy(WITHOUT_MEMORY);
  const found = DATABASES.map(async (owner) => ({
    service: WITHOUT_MEMORY,
    events: await databases[owner].rows<StoredEvent>(`${STORED} where ${recent} order by id`, [types]),
  }));
  return Promise.all(found);
}

async function sendAll(url: string, lost: Lost[]): Promise<void> {
  const logger = createLogger({ service: 'resend', level: 'silent' });
  const publisher = createPublisher({ url, name: 'resend', logger });
  await publisher.start();
  try {
    for (const one of lost) await send(publisher, one);
  } finally {
    await publisher.stop();
  }
}

async function send(publisher: Publisher, { service, events }: Lost): Promise<void> {
  const routingKey = serviceQueue(service);
  for (const event of events) await publisher.publish({ exchange: '', routingKey, ...messageOf(event) });
}

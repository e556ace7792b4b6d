import type { DeadLetter } from '@campus/messaging/dead-letter';
import { PARKING, parkedIn, parkingQueue } from './queues.ts';
import type { Sources } from './sources.ts';
import type { IsExcused } from './unheard-events.ts';

const DISCARDED = 'select consumer, message_id as id, reason from discarded_letters order by discarded_at desc';

export interface DiscardedLetter {
  consumer: string;
  id: string;
  reason: string;
}

export interface ParkedLetter extends DeadLetter {
  place: string;
}

/** Each service for what it has parked or discarded; what nobody listened to is missing everywhere. */
export function excuses(parked: ParkedLetter[], discarded: DiscardedLetter[]): IsExcused {
  const all = [
    ...parked.map(({ place, id }) => `${place} ${id}`),
    ...discarded.map(({ consumer, id }) => `${consumer} ${id}`),
  ];
  const known = new Set(all);
  return (service, id) => known.has(`${service} ${id}`) || known.has(`unrouted ${id}`);
}

export async function parkedLetters({ access }: Sources, depths: Map<string, number>): Promise<ParkedLetter[]> {
  const found: ParkedLetter[] = [];
  for (const place of PARKING.filter((name) => depths.get(parkingQueue(name))))
    found.push(...(await parkedIn(access, place)).map((letter) => ({ ...letter, place })));
  return found;
}

export function discardedLetters({ databases }: Sources): Promise<DiscardedLetter[]> {
  return databases.reporting.rows<DiscardedLetter>(DISCARDED);
}

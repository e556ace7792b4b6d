import { setTimeout as sleep } from 'node:timers/promises';
import { EVENT_AUDIENCE } from '@campus/contracts/event-audience';
import { discardDeadLetters, listDeadLetters } from '@campus/messaging/dead-letters';
import type { Stage } from '../stage/open-stage.ts';

/** The type that poison goes under. */
export const POISON_TYPE = 'order.status_changed';
const PATIENCE_MS = 30_000;

/**
 * Takes the poison out of the dead letters, as an operator would: each message must lie in those of everybody who heard it. Resolves to
 * what is missing there, in words.
 */
export async function clearPoison({ servers }: Stage, poisoned: Set<string>): Promise<string[]> {
  const url = servers.rabbitmq.url();
  const missing: string[] = [];
  for (const service of poisoned.size > 0 ? (EVENT_AUDIENCE[POISON_TYPE] ?? []) : []) {
    const parked = await parkedAtLast({ url, service }, poisoned);
    for (const id of poisoned) {
      if (parked.has(id)) await discardDeadLetters({ url, service }, { id });
      else missing.push(`poison ${id} is not parked by ${service}`);
    }
  }
  return missing;
}

async function parkedAtLast(place: { url: string; service: string }, wanted: Set<string>): Promise<Set<string>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const parked = new Set((await listDeadLetters(place)).map(({ id }) => id));
    const isComplete = [...wanted].every((id) => parked.has(id));
    if (isComplete || Date.now() > deadline) return parked;
    await sleep(1_000);
  }
}

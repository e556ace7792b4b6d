import { setTimeout as sleep } from 'node:timers/promises';
import { typesHeardBy } from '@campus/contracts/event-audience';
import type { Db } from '@campus/database/connect';
import type { DeadLetter } from '@campus/messaging/dead-letter';
import { storedEvents } from '@campus/outbox/replay';
import { OWNERS, type Owner } from './access.ts';
import type { ReadModel } from './read-model.ts';
import type { ReportingQueue } from './reporting-queue.ts';

export interface ReplaySources {
  owners: Record<Owner, Db>;
  queue: ReportingQueue;
  readModel: ReadModel;
}

export interface ReplayWishes {
  generation: number;
  /** Events that are left out because nobody can read them. */
  skip: Set<string>;
  signal: AbortSignal;
  /** How long nothing may be handled before the replay gives up. */
  patienceMs: number;
}

export interface Replayed {
  events: Record<Owner, number>;
  /** Copies that reporting could not handle. */
  parked: DeadLetter[];
}

/** Copies on their way at a time: live events never wait behind more than these. */
const MOST_UNDERWAY = 1_000;
const LOOK_EVERY_MS = 50;
/** A copy that takes longer than this may lie among the dead letters; looking there is not free. */
const SUSPICIOUS_MS = 3_000;

/** Sends everything the owners ever told into one generation, and resolves when reporting has handled it. */
export async function replay(sources: ReplaySources, wishes: ReplayWishes): Promise<Replayed> {
  const underway = watchCopies(sources, wishes);
  const events = { ordering: 0, payment: 0 };
  for (const owner of OWNERS) {
    for await (const page of storedEvents(sources.owners[owner], typesHeardBy('reporting'))) {
      const chosen = page.filter(({ event_id }) => !wishes.skip.has(event_id));
      await sources.queue.send(chosen, wishes.generation);
      events[owner] += chosen.length;
      underway.add(chosen.map(({ event_id }) => event_id));
      await underway.until(MOST_UNDERWAY);
    }
  }
  await underway.until(0);
  return { events, parked: underway.parked };
}

function watchCopies({ readModel, queue }: ReplaySources, { generation, signal, patienceMs }: ReplayWishes) {
  const sentAt = new Map<string, number>();
  const parked: DeadLetter[] = [];
  const last = { progress: performance.now(), search: 0 };

  async function look() {
    const unheard = new Set(await readModel.unheard(generation, [...sentAt.keys()]));
    for (const id of [...sentAt.keys()].filter((sent) => !unheard.has(sent))) settle(id);
  }

  async function searchDeadLetters() {
    last.search = performance.now();
    for (const letter of await queue.takeParked(generation)) {
      if (sentAt.has(letter.id)) parked.push(letter);
      settle(letter.id);
    }
  }

  function settle(id: string) {
    if (sentAt.delete(id)) last.progress = performance.now();
  }

  return {
    parked,
    add(ids: string[]) {
      for (const id of ids) sentAt.set(id, performance.now());
      last.progress = performance.now();
    },
    /** Waits until at most this many are still to be handled. */
    async until(most: number) {
      for (await look(); sentAt.size > most; await look()) {
        signal.throwIfAborted();
        const now = performance.now();
        const [oldest = now] = sentAt.values();
        if (now - oldest > SUSPICIOUS_MS && now - last.search > SUSPICIOUS_MS) await searchDeadLetters();
        if (now - last.progress > patienceMs) throw new Error(`reporting does not handle ${sentAt.size} of the copies`);
        await sleep(LOOK_EVERY_MS);
      }
      signal.throwIfAborted();
    },
  };
}

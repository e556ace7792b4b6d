import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase, type Db } from '@campus/database/connect';
import { createLogger } from '@campus/logger/logger';
import type { DeadLetter } from '@campus/messaging/dead-letter';
import { OWNERS, type Owner, type RebuildAccess } from './access.ts';
import { type Comparison, compare, isEqual } from './compare.ts';
import { lostFacts } from './lost-facts.ts';
import { openReadModel } from './read-model.ts';
import { type Replayed, type ReplaySources, replay } from './replay.ts';
import { openReportingQueue } from './reporting-queue.ts';

const DELIVERY_MS = 2_000;

export interface RebuildWishes {
  /** Compare only; what is shown stays shown. */
  checkOnly?: boolean;
  /** Events that are left out because nobody can read them. */
  skip?: string[];
  signal?: AbortSignal;
  /** How long reporting may handle nothing before the rebuild gives up; three minutes. */
  patienceMs?: number;
}

export interface RebuildReport {
  /** `refused`: something was not handled or would be lost, and the reports show what they showed before. */
  outcome: 'rebuilt' | 'compared' | 'refused';
  generation: number;
  /** Of the replay alone. */
  seconds: number;
  replayed: Record<Owner, number>;
  comparison: Comparison;
  parked: DeadLetter[];
  /** Orders and refunds of which no event is left. */
  lost: string[];
}

/**
 * Builds the reports' read model anew from the owners' outboxes, beside the one that is shown, and shows it once everything is in
 * it. A fault, a signal or a kill at any moment leaves the reports as they were, and the next run begins again.
 */
export function runRebuild(access: RebuildAccess, wishes: RebuildWishes = {}): Promise<RebuildReport> {
  return withSources(access, async (sources) => {
    const startedAt = performance.now();
    const generation = await sources.readModel.begin();
    try {
      const replayed = await replayAll(sources, { generation, wishes });
      const seconds = (performance.now() - startedAt) / 1_000;
      const lost = await lostFacts(sources, generation);
      const comparison = await compareWhenSettled(sources, generation);
      wishes.signal?.throwIfAborted();
      const outcome = outcomeOf({ replayed, lost }, wishes);
      if (outcome === 'rebuilt') await sources.readModel.goLive(generation);
      return { outcome, generation, seconds, replayed: replayed.events, comparison, parked: replayed.parked, lost };
    } finally {
      await sources.readModel.giveUp(generation);
      await sources.readModel.clean();
    }
  });
}

function replayAll(sources: ReplaySources, { generation, wishes }: { generation: number; wishes: RebuildWishes }) {
  const { skip = [], signal = new AbortController().signal, patienceMs = 180_000 } = wishes;
  return replay(sources, { generation, skip: new Set(skip), signal, patienceMs });
}

/** An event of this moment may have been copied before it was delivered itself: such a difference is gone a little later. */
async function compareWhenSettled({ readModel }: ReplaySources, generation: number): Promise<Comparison> {
  const comparison = await compare(readModel, generation);
  if (isEqual(comparison)) return comparison;
  await sleep(DELIVERY_MS);
  return compare(readModel, generation);
}

function outcomeOf(
  { replayed, lost }: { replayed: Replayed; lost: string[] },
  { checkOnly }: RebuildWishes,
): RebuildReport['outcome'] {
  if (replayed.parked.length > 0 || lost.length > 0) return 'refused';
  return checkOnly ? 'compared' : 'rebuilt';
}

async function withSources<Result>(
  { ownerUrls, reportingUrl, rabbitmqUrl }: RebuildAccess,
  work: (sources: ReplaySources) => Promise<Result>,
): Promise<Result> {
  const logger = createLogger({ service: 'reports-rebuild', level: 'silent' });
  const open = (owner: Owner): Db =>
    connectDatabase({ url: ownerUrls[owner], name: 'reports-rebuild', maxConnections: 1, logger });
  const owners = { ordering: open('ordering'), payment: open('payment') };
  const readModel = await openReadModel(reportingUrl);
  try {
    const queue = await openReportingQueue(rabbitmqUrl);
    try {
      // What an interrupted rebuild sent may have been parked since.
      await queue.takeParked('any');
      return await work({ owners, readModel, queue });
    } finally {
      await queue.close();
    }
  } finally {
    await readModel.close();
    await Promise.all(OWNERS.map((owner) => owners[owner].destroy()));
  }
}

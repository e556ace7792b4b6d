import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction, type Transaction } from '@campus/database/transaction';
import { keepAnswer } from '@campus/idempotency/keep-answer';
import { recordInbox } from '@campus/messaging/inbox';
import type { Once } from '@campus/messaging/subscriptions';
import { outboxOf } from '@campus/outbox/outbox';
import type { Job, Transact, Work } from '../use-cases/work.ts';
import { mismatchesTable } from './mismatches-table.ts';
import { paymentsTable } from './payments-table.ts';
import { queuesOf, webhookInboxTable } from './queues.ts';
import { sweepsTable } from './sweeps-table.ts';

interface TransactOptions {
  db: Db;
  relay: { wake(): void };
  /** Called after the commit for every job that has something to do now. */
  wakeJob(job: Job): void;
}

/** The only builder of `Work`; `once` does the same for a message and remembers it in the same transaction. */
export function createTransact({ db, relay, wakeJob }: TransactOptions): { transact: Transact; once: Once<Work> } {
  const run = async <Result>(
    causationId: string | undefined,
    body: (work: Work, trx: Transaction) => Promise<Result>,
  ) => {
    const jobs = new Set<Job>();
    const result = await inTransaction(db, (trx) => body(workIn(trx, { causationId, jobs }), trx));
    relay.wake();
    for (const job of jobs) wakeJob(job);
    return result;
  };
  const transact: Transact = (useCase) => run(undefined, useCase);
  const once: Once<Work> = ({ id, type }, handle) =>
    run(id, async (work, trx) => {
      const isNew = await recordInbox(trx, { consumer: 'payment', messageId: id, type });
      if (isNew) await handle(work);
      return isNew ? 'handled' : 'duplicate';
    });
  return { transact, once };
}

function workIn(trx: Transaction, { causationId, jobs }: { causationId: string | undefined; jobs: Set<Job> }): Work {
  return {
    now: new Date(),
    newId,
    payments: paymentsTable(trx),
    queues: queuesOf(trx),
    webhooks: webhookInboxTable(trx),
    mismatches: mismatchesTable(trx),
    sweeps: sweepsTable(trx),
    outbox: outboxOf(trx, { source: '/payment', newId, causationId }),
    keepAnswer: (keyed, answer) => keepAnswer(trx, keyed, answer),
    nudge: (job) => jobs.add(job),
  };
}

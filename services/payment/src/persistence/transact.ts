import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { createSharedTransactions } from '@campus/database/shared-transactions';
import { inTransaction, type Transaction } from '@campus/database/transaction';
import { keepAnswer, requireNotRunning } from '@campus/idempotency/keep-answer';
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

/** Who has something to do after the commit. */
type Bells = Set<Job | 'relay'>;

/** The only builder of `Work`; `once` does the same for a message and remembers it in the same transaction. */
export function createTransact({ db, relay, wakeJob }: TransactOptions): { transact: Transact; once: Once<Work> } {
  const shared = createSharedTransactions(db);
  const transact: Transact = async (useCase) => {
    const bells: Bells = new Set();
    const result = await inTransaction(db, (trx) => useCase(workIn(trx, { bells })));
    ring(bells);
    return result;
  };
  const once: Once<Work> = async ({ id, type }, handle) => {
    const bells: Bells = new Set();
    const outcome = await shared(async (trx) => {
      const isNew = await recordInbox(trx, { consumer: 'payment', messageId: id, type });
      if (isNew) await handle(workIn(trx, { causationId: id, bells }));
      return isNew ? 'handled' : 'duplicate';
    });
    ring(bells);
    return outcome;
  };
  const ring = (bells: Bells) => {
    for (const bell of bells) {
      if (bell === 'relay') relay.wake();
      else wakeJob(bell);
    }
  };
  return { transact, once };
}

function workIn(trx: Transaction, { causationId, bells }: { causationId?: string; bells: Bells }): Work {
  return {
    now: new Date(),
    newId,
    payments: paymentsTable(trx),
    queues: queuesOf(trx),
    webhooks: webhookInboxTable(trx),
    mismatches: mismatchesTable(trx),
    sweeps: sweepsTable(trx),
    outbox: outboxOf(trx, { source: '/payment', newId, causationId, added: () => bells.add('relay') }),
    requireNotRunning: (keyed) => requireNotRunning(trx, keyed),
    keepAnswer: (keyed, answer) => keepAnswer(trx, keyed, answer),
    nudge: (job) => bells.add(job),
  };
}

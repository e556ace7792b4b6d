import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import type { Db } from './connect.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** One caller’s share of a transaction. It may run more than once, so it must touch nothing but the database. */
export type Share<Result> = (trx: Transaction) => Promise<Result>;

/** Runs a part in a transaction, perhaps with others; resolves after the COMMIT, rejects with the part's own error. */
export type SharedTransactions = <Result>(part: Share<Result>) => Promise<Result>;

interface Waiting {
  run: Share<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * One transaction at a time: whoever comes alone has it alone and at once, and those who come meanwhile share the next one, up to
 * `most` (20) in the order they came. So a service that is behind commits once for many messages, which is what most of a small effect costs.
 * When a shared transaction fails each of its parts gets one of its own, and a fault stays with the part that made it.
 * `sideBySide`: parts do not wait for each other, so that their statements travel together; only for parts that are right whatever
 * the others have done in between, since no lock keeps them apart.
 */
export function createSharedTransactions(
  db: Db,
  { most = 20, sideBySide = false }: { most?: number; sideBySide?: boolean } = {},
): SharedTransactions {
  const run = sideBySide ? together : inTurn;
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await share(db, { parts: waiting.splice(0, most), run });
    isRunning = false;
  }

  return <Result>(part: Share<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ run: part, resolve: resolve as (result: unknown) => void, reject });
      if (!isRunning) void runAll();
    });
}

interface Batch {
  parts: Waiting[];
  run(parts: Waiting[], trx: Transaction): Promise<unknown[]>;
}

async function share(db: Db, { parts, run }: Batch): Promise<void> {
  try {
    const results = await inTransaction(db, (trx) => run(parts, trx));
    for (const [index, { resolve }] of parts.entries()) resolve(results[index]);
  } catch (error) {
    if (parts.length === 1 || isInfrastructureError(error)) for (const { reject } of parts) reject(error);
    else for (const part of parts) await share(db, { parts: [part], run });
  }
}

async function inTurn(parts: Waiting[], trx: Transaction): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const { run } of parts) results.push(await run(trx));
  return results;
}

/** All have ended before the transaction does. */
async function together(parts: Waiting[], trx: Transaction): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(parts.map(({ run }) => run(trx)));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

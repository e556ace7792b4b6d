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
 */
export function createSharedTransactions(db: Db, { most = 20 }: { most?: number } = {}): SharedTransactions {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await runTogether(db, waiting.splice(0, most));
    isRunning = false;
  }

  return <Result>(part: Share<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ run: part, resolve: resolve as (result: unknown) => void, reject });
      if (!isRunning) void runAll();
    });
}

async function runTogether(db: Db, parts: Waiting[]): Promise<void> {
  try {
    const results = await inTransaction(db, (trx) => inTurn(parts, trx));
    for (const [index, { resolve }] of parts.entries()) resolve(results[index]);
  } catch (error) {
    if (parts.length === 1 || isInfrastructureError(error)) for (const { reject } of parts) reject(error);
    else for (const part of parts) await runTogether(db, [part]);
  }
}

async function inTurn(parts: Waiting[], trx: Transaction): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const { run } of parts) results.push(await run(trx));
  return results;
}

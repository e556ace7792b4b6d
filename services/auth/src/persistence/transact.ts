import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction } from '@campus/database/transaction';
import { outboxOf } from '@campus/outbox/outbox';
import type { Transact } from '../use-cases/work.ts';
import { refreshTokensTable } from './refresh-tokens-table.ts';
import { revocationsTable } from './revocations-table.ts';
import { staffTable } from './staff-table.ts';
import { usersTable } from './users-table.ts';

/** The only builder of `Work`: one transaction, then the relay is woken for the events it left. */
export function createTransact({ db, relay }: { db: Db; relay: { wake(): void } }): Transact {
  return async (useCase) => {
    const result = await inTransaction(db, (trx) =>
      useCase({
        clock: () => new Date(),
        newId,
        users: usersTable(trx),
        staff: staffTable(trx),
        refreshTokens: refreshTokensTable(trx),
        revocations: revocationsTable(trx),
        outbox: outboxOf(trx, { source: '/auth', newId }),
      }),
    );
    relay.wake();
    return result;
  };
}

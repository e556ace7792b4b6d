import type { Db } from '@campus/database/connect';
import { createSharedTransactions } from '@campus/database/shared-transactions';
import type { Once } from '@campus/messaging/subscriptions';
import type { Work } from '../use-cases/work.ts';
import { generationsToTell } from './generations.ts';
import { operationsTables } from './operations-tables.ts';
import { refundsTable } from './refunds-table.ts';
import { salesTables } from './sales-tables.ts';

/** The only builder of `Work`: the inbox entry and the effect in one transaction. Nothing but messages writes here. */
export function createOnce({ db, timeZone }: { db: Db; timeZone: string }): Once<Work> {
  // Each keeps rows of its own by version.
  const shared = createSharedTransactions(db, { sideBySide: true });
  return (message, work) =>
    shared(async (trx) => {
      const generations = await generationsToTell(trx, message);
      for (const generation of generations) {
        const [sales, refunds] = [salesTables(trx, generation), refundsTable(trx, generation)];
        await work({ timeZone, sales, refunds, operations: operationsTables(trx) });
      }
      return generations.length > 0 ? 'handled' : 'duplicate';
    });
}

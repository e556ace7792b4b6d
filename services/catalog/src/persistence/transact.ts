import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction } from '@campus/database/transaction';
import { outboxOf } from '@campus/outbox/outbox';
import type { Transact } from '../use-cases/work.ts';
import { categoriesTable } from './categories-table.ts';
import { menuItemsTable } from './menu-items-table.ts';

/** The only builder of `Work`: one transaction, then whoever waits for changes is told that there may be some. */
export function createTransact({ db, committed }: { db: Db; committed: () => void }): Transact {
  return async (useCase) => {
    const result = await inTransaction(db, (trx) =>
      useCase({
        now: new Date(),
        newId,
        categories: categoriesTable(trx),
        menuItems: menuItemsTable(trx),
        outbox: outboxOf(trx, { source: '/catalog', newId }),
      }),
    );
    committed();
    return result;
  };
}

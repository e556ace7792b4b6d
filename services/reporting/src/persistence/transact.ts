import type { Db } from '@campus/database/connect';
import { inTransaction } from '@campus/database/transaction';
import { recordInbox } from '@campus/messaging/inbox';
import type { Once } from '@campus/messaging/subscriptions';
import type { Work } from '../use-cases/work.ts';
import { refundsTable } from './refunds-table.ts';
import { salesTables } from './sales-tables.ts';

/** The only builder of `Work`: the inbox entry and the effect in one transaction. Nothing but messages writes here. */
export function createOnce({ db, timeZone }: { db: Db; timeZone: string }): Once<Work> {
  return ({ id, type }, work) =>
    inTransaction(db, async (trx) => {
      const first = await recordInbox(trx, { consumer: 'reporting', messageId: id, type });
      if (!first) return 'duplicate';
      await work({ timeZone, sales: salesTables(trx), refunds: refundsTable(trx) });
      return 'handled';
    });
}

import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction, type Transaction } from '@campus/database/transaction';
import { recordInbox } from '@campus/messaging/inbox';
import type { Once } from '@campus/messaging/subscriptions';
import type { Transact, Work } from '../use-cases/work.ts';
import { archive } from './archive.ts';
import { deviceTokensTable } from './device-tokens-table.ts';
import { kitchenAlarmsTable } from './kitchen-alarms-table.ts';
import { notificationsTable } from './notifications-table.ts';
import { peopleTables } from './people-tables.ts';
import { pushDeliveriesTable } from './push-deliveries-table.ts';
import { smsDeliveriesTable } from './sms-deliveries-table.ts';

export interface TransactOptions {
  db: Db;
  timeZone: string;
  /** Called after the commit of a message that may have left pushes. */
  wakePushes(): void;
}

/** The only builder of `Work`. `once` remembers the message in the same transaction and skips one it knows. */
export function createTransact({ db, timeZone, wakePushes }: TransactOptions): {
  transact: Transact;
  once: Once<Work>;
} {
  return {
    transact: (useCase) => inTransaction(db, (trx) => useCase(workIn(trx, timeZone))),
    async once({ id, type }, handle) {
      const isNew = await inTransaction(db, async (trx) => {
        const recorded = await recordInbox(trx, { consumer: 'notification', messageId: id, type });
        if (recorded) await handle(workIn(trx, timeZone));
        return recorded;
      });
      if (isNew) wakePushes();
      return isNew ? 'handled' : 'duplicate';
    },
  };
}

function workIn(trx: Transaction, timeZone: string): Work {
  return {
    now: new Date(),
    newId,
    timeZone,
    people: peopleTables(trx),
    deviceTokens: deviceTokensTable(trx),
    notifications: notificationsTable(trx),
    pushDeliveries: pushDeliveriesTable(trx),
    smsDeliveries: smsDeliveriesTable(trx),
    kitchenAlarms: kitchenAlarmsTable(trx),
    archive: archive(trx),
  };
}

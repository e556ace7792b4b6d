import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { createSharedTransactions } from '@campus/database/shared-transactions';
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
  /** Called after the commit of a transaction that left wake-ups to be sent. */
  wakePushes(): void;
}

/** The only builder of `Work`. `once` remembers the message in the same transaction and skips one it knows. */
export function createTransact({ db, timeZone, wakePushes }: TransactOptions): {
  transact: Transact;
  once: Once<Work>;
} {
  // Each writes rows of its own event or order; the one question between them, whether a person is erased, is asked by the insert itself.
  const shared = createSharedTransactions(db, { sideBySide: true });
  /** Runs a use case in the transaction it is given, and rings after the commit when it left wake-ups. */
  async function ringing<Result>(run: (workOf: (trx: Transaction) => Work) => Promise<Result>): Promise<Result> {
    let owed = false;
    const owe = () => {
      owed = true;
    };
    const result = await run((trx) => workIn(trx, { timeZone, owe }));
    if (owed) wakePushes();
    return result;
  }
  return {
    transact: (useCase) => ringing((workOf) => inTransaction(db, (trx) => useCase(workOf(trx)))),
    once: ({ id, type }, handle) =>
      ringing((workOf) =>
        shared(async (trx) => {
          if (!(await recordInbox(trx, { consumer: 'notification', messageId: id, type }))) return 'duplicate';
          await handle(workOf(trx));
          return 'handled';
        }),
      ),
  };
}

function workIn(trx: Transaction, { timeZone, owe }: { timeZone: string; owe: () => void }): Work {
  return {
    now: new Date(),
    newId,
    timeZone,
    people: peopleTables(trx),
    deviceTokens: deviceTokensTable(trx),
    notifications: notificationsTable(trx),
    pushDeliveries: pushDeliveriesTable(trx, owe),
    smsDeliveries: smsDeliveriesTable(trx),
    kitchenAlarms: kitchenAlarmsTable(trx),
    archive: archive(trx),
  };
}

import type { Db } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction, repeated, type Transaction } from '@campus/database/transaction';
import { keepAnswer, requireNotRunning } from '@campus/idempotency/keep-answer';
import { recordInbox } from '@campus/messaging/inbox';
import type { Once } from '@campus/messaging/subscriptions';
import { outboxOf } from '@campus/outbox/outbox';
import type { Placement, Placing, Transact, Work } from '../use-cases/work.ts';
import { customersTable } from './customers-table.ts';
import { menuItemsTable } from './menu-items-table.ts';
import { ordersTable } from './orders-table.ts';
import { placementTables } from './placement.ts';
import { slotCountersTable } from './slot-counters-table.ts';
import { staffTable } from './staff-table.ts';
import { systemConfigTable } from './system-config-table.ts';

interface Resources {
  db: Db;
  /** Told after each commit that there may be events to publish. */
  relay: { wake(): void };
  clock: () => Date;
  timeZone: string;
}

/** The only builder of `Work`: what a use case touches, it touches in one transaction. */
export function createTransact(resources: Resources): { transact: Transact; placing: Placing; once: Once<Work> } {
  const { db, relay } = resources;
  const transact: Transact = async (work) => {
    const result = await inTransaction(db, (trx) => work(workOf(trx, resources)));
    relay.wake();
    return result;
  };
  const placing: Placing = async (place) => {
    const result = await repeated(() =>
      place({ now: resources.clock(), newId, placement: placementOn(db, resources) }),
    );
    relay.wake();
    return result;
  };
  const once: Once<Work> = async (message, work) => {
    const handled = await inTransaction(db, async (trx) => {
      const isNew = await recordInbox(trx, { consumer: 'ordering', messageId: message.id, type: message.type });
      if (isNew) await work(workOf(trx, resources, message.id));
      return isNew;
    });
    relay.wake();
    return handled ? 'handled' : 'duplicate';
  };
  return { transact, placing, once };
}

const OUTBOX = { source: '/ordering', newId };

function placementOn(on: Db | Transaction, { timeZone }: Pick<Resources, 'timeZone'>): Placement {
  return placementTables(on, { timeZone, outbox: OUTBOX });
}

function workOf(trx: Transaction, { clock, timeZone }: Resources, causationId?: string): Work {
  const now = clock();
  return {
    now,
    newId,
    orders: ordersTable(trx),
    placement: placementOn(trx, { timeZone }),
    slots: slotCountersTable(trx),
    settings: systemConfigTable(trx, { now, timeZone }),
    menu: menuItemsTable(trx),
    staff: staffTable(trx),
    customers: customersTable(trx),
    outbox: outboxOf(trx, { ...OUTBOX, causationId }),
    requireNotRunning: (keyed) => requireNotRunning(trx, keyed),
    keepAnswer: (keyed, answer) => keepAnswer(trx, keyed, answer),
  };
}

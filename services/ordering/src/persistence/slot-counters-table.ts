import type { Transaction } from '@campus/database/transaction';
import type { Slots } from '../use-cases/work.ts';

export function slotCountersTable(trx: Transaction): Slots {
  return {
    async release({ slot, businessDay }) {
      const released = await trx('slot_counters').where({ business_day: businessDay, slot }).decrement('taken', 1);
      if (released !== 1) throw new Error(`Slot ${slot} of ${businessDay} has no counter`);
    },
  };
}

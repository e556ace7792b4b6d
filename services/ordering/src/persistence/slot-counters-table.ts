import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import type { Slots } from '../use-cases/work.ts';

// One statement, so that the counter's row is locked for as short as possible. The number is only taken when a place was:
// without a row in `place` nothing is inserted into the day's counter.
const CLAIM = `
  with place as (
    insert into slot_counters (business_day, slot, taken)
    select :day::date, :slot, 1 where :cap::int > 0
    on conflict (business_day, slot) do update set taken = slot_counters.taken + 1 where slot_counters.taken < :cap::int
    returning taken
  )
  insert into order_number_counters (business_day, last)
  select :day::date, 1 from place
  on conflict (business_day) do update set last = order_number_counters.last + 1
  returning last`;

export function slotCountersTable(trx: Transaction): Slots {
  return {
    async claim({ name, businessDay }, cap) {
      const { rows } = await trx.raw<{ rows: { last: number }[] }>(CLAIM, { day: businessDay, slot: name, cap });
      const [row] = rows;
      if (!row) throw await limitReached(trx, { name, businessDay, cap });
      return { orderNumber: `ORD-${businessDay.replaceAll('-', '')}-${String(row.last).padStart(3, '0')}` };
    },

    async release({ slot, businessDay }) {
      const released = await trx('slot_counters').where({ business_day: businessDay, slot }).decrement('taken', 1);
      if (released !== 1) throw new Error(`Slot ${slot} of ${businessDay} has no counter`);
    },
  };
}

async function limitReached(trx: Transaction, slot: { name: string; businessDay: string; cap: number }) {
  const { name, businessDay, cap } = slot;
  const counter = await trx('slot_counters').where({ business_day: businessDay, slot: name }).first('taken');
  return conflict('ORDER_LIMIT_REACHED', 'Maximum orders for this time slot have been reached', {
    current: counter?.taken ?? 0,
    max: cap,
  });
}

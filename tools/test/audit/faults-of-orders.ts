import { delivered, eaten } from './orders.ts';
import { type Fault, inHistory, inOutbox, LETTER, ordering, remove, update } from './plant.ts';
import type { World } from './world.ts';

/** What can go wrong in ordering itself: invariants 1, 3 and 4. */
export const faultsOfOrders: Fault[] = [
  [
    1,
    'the lines do not add up to the subtotal',
    eaten.id,
    update(
      ordering,
      'orders set subtotal = subtotal + 1, total = total + 1',
      `id = '${eaten.id}'`,
      'orders set subtotal = subtotal - 1, total = total - 1',
    ),
  ],
  [1, 'the version is not the number of history rows', eaten.id, remove(ordering, 'order_events', inHistory(eaten, 4))],
  [1, 'not placed exactly once', eaten.id, remove(ordering, 'order_events', inHistory(eaten, 1))],
  [1, 'a history row without its event', `${eaten.id} version 2`, remove(ordering, 'outbox', inOutbox(eaten, 2))],
  [
    1,
    'an event without its history row',
    `${eaten.id} version 5`,
    remove(ordering, 'order_events', inHistory(eaten, 5)),
  ],
  [
    1,
    'order numbers and orders of a day differ',
    '6 numbers given, 5 orders',
    update(ordering, 'order_number_counters set last = last + 1', 'true', 'order_number_counters set last = last - 1'),
  ],
  [
    1,
    'an answer that names no such order',
    'k-1',
    update(
      ordering,
      `idempotency_keys set answer = jsonb_set(answer, '{order,id}', '"${LETTER}"')`,
      'true',
      `idempotency_keys set answer = jsonb_set(answer, '{order,id}', '"${eaten.id}"')`,
    ),
  ],
  [
    3,
    'a step that is not in the table, or not for this role',
    `${eaten.id} version 2`,
    update(
      ordering,
      "order_events set by_role = 'delivery'",
      inHistory(eaten, 2),
      "order_events set by_role = 'kitchen'",
    ),
  ],
  [
    3,
    'a step that does not start where the last one ended',
    `${eaten.id} version 3`,
    update(
      ordering,
      "order_events set from_value = 'received'",
      inHistory(eaten, 3),
      "order_events set from_value = 'preparing'",
    ),
  ],
  [
    3,
    'completed without being paid',
    `${eaten.id} version 5`,
    update(
      ordering,
      "order_events set to_value = 'pending'",
      inHistory(eaten, 4),
      "order_events set to_value = 'paid'",
    ),
  ],
  [
    3,
    'prepared without being confirmed',
    `${delivered.id} version 4`,
    update(
      ordering,
      "order_events set type = 'estimate'",
      inHistory(delivered, 3),
      "order_events set type = 'confirmed'",
    ),
  ],
  [
    3,
    'sent out without a rider, or for pickup',
    `${delivered.id} version 7`,
    update(
      ordering,
      'order_events set to_value = null',
      inHistory(delivered, 5),
      "order_events set to_value = 'assigned'",
    ),
  ],
  [
    3,
    'the status is not the last one of the history',
    eaten.id,
    update(ordering, "orders set status = 'ready'", `id = '${eaten.id}'`, "orders set status = 'completed'"),
  ],
  [
    4,
    'the counter is not the number of orders',
    'lunch: 2 orders, counter 3',
    update(ordering, 'slot_counters set taken = taken + 1', 'true', 'slot_counters set taken = taken - 1'),
  ],
  [4, 'a place above every cap in force then', 'place 2 of lunch', loweredCap],
];

async function loweredCap({ databases: { ordering: db } }: World) {
  const at = new Date(Date.now() - 3_600_000);
  const key = 'max_orders_per_slot';
  await db('system_config').where({ key }).update({ value: '1', version: 2 });
  await db('system_config_changes').insert({ key, version: 2, value: '1', changed_at: at });
  return async () => {
    await db('system_config_changes').delete();
    await db('system_config').where({ key }).update({ value: '50', version: 1 });
  };
}

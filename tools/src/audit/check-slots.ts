import type { InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

/** The cap before anybody changed it (product.md section 7 and the design document). */
const FIRST_CAP = 50;

const COUNTERS = `
  select coalesce(counter.business_day, held.business_day) || ' ' || coalesce(counter.slot, held.slot) || ': '
    || coalesce(held.orders, 0) || ' orders, counter ' || coalesce(counter.taken, 0) as id
  from slot_counters as counter full join (
    select business_day, slot, count(*) as orders from orders where status <> 'cancelled' group by business_day, slot
  ) as held on held.business_day = counter.business_day and held.slot = counter.slot
  where coalesce(counter.taken, 0) <> coalesce(held.orders, 0)`;

// The instant a cap began to hold and the one it ended. A claim reads the cap in its own transaction, so the clocks of the two
// transactions do not tell which cap it saw: within the slack either counts.
const CAPS = `
  caps as (
    select value, since, coalesce(lead(since) over (order by since), 'infinity') as until from (
      select (value #>> '{}')::int as value, changed_at as since from system_config_changes where key = 'max_orders_per_slot'
      union all
      select case when version = 1 then (value #>> '{}')::int else ${FIRST_CAP} end, '-infinity'
      from system_config where key = 'max_orders_per_slot'
    ) as changes
  )`;
const SLACK = "interval '10 seconds'";

// Placing takes its outbox id under the lock of the slot's counter, cancelling before that lock: replayed in this order there are
// never more places taken than there really were. Events of before 14 days are gone, which only makes the replay milder.
const REPLAY = `
  with ${CAPS},
  steps as (
    select orders.id, orders.business_day, orders.slot, orders.created_at, outbox.type,
      sum(case outbox.type when 'order.placed' then 1 else -1 end)
        over (partition by orders.business_day, orders.slot order by outbox.id) as taken
    from outbox join orders on orders.id = outbox.aggregate_id::uuid
    where outbox.aggregate_type = 'order' and outbox.type in ('order.placed', 'order.cancelled')
  )
  select steps.id || ': place ' || taken || ' of ' || slot || ' on ' || business_day as id
  from steps where type = 'order.placed' and taken > (
    select max(value) from caps where since <= steps.created_at + ${SLACK} and until > steps.created_at - ${SLACK})`;

const SOLD = `
  with ${CAPS}
  select business_day || ' ' || slot || ': ' || count(*) || ' orders' as id
  from orders where status <> 'cancelled' group by business_day, slot
  having count(*) > (select max(value) from caps
    where since <= max(orders.created_at) + ${SLACK} and until > min(orders.created_at) - ${SLACK})`;

const FIGURES = `select
  (select count(*) from slot_counters) as "slots and days",
  (select coalesce(sum(taken), 0) from slot_counters) as "places taken",
  (select count(*) from orders where status <> 'cancelled') as "orders that hold one",
  (select (value #>> '{}')::int from system_config where key = 'max_orders_per_slot') as "cap now",
  (select count(*) from system_config_changes where key = 'max_orders_per_slot') as "cap changes"`;

/** 4. Per slot and day: orders holding a place = the counter, never above the cap in force when they were taken. */
export async function checkSlots({ databases: { ordering } }: Sources): Promise<InvariantReport> {
  return {
    number: 4,
    rule: 'places taken = orders, never above the cap',
    figures: await ordering.figures(FIGURES),
    faults: [
      ...(await ordering.offenders('the counter is not the number of orders', COUNTERS)),
      ...(await ordering.offenders('a place above every cap in force then', REPLAY)),
      ...(await ordering.offenders('more orders than any cap of their time', SOLD)),
    ],
    notes: [],
  };
}

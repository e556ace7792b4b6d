import type { InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

const FIGURES = `select
  (select count(*) from orders) as orders,
  (select count(*) from orders where confirmed_at is not null) as confirmed,
  (select count(*) from order_items) as lines,
  (select count(*) from order_events) as "history rows",
  (select count(*) from outbox where aggregate_type = 'order') as "events kept",
  (select count(*) from idempotency_keys where status = 201) as "stored 201 answers"`;

const LINES = `
  select orders.id from orders left join (
    select order_id, sum(line_total) as lines, bool_and(line_total = item_price * quantity) as exact
    from order_items group by order_id
  ) as sums on sums.order_id = orders.id
  where sums.lines is distinct from orders.subtotal or not sums.exact`;

const TOTALS = `
  select id from orders where total <> subtotal + delivery_charge or (order_type = 'pickup' and delivery_charge <> 0)`;

const PLACED = `
  select orders.id from orders left join order_events as placed on placed.order_id = orders.id and placed.type = 'placed'
  group by orders.id having count(placed.version) <> 1 or min(placed.version) <> 1`;

const VERSIONS = `
  select orders.id from orders left join order_events as step on step.order_id = orders.id
  group by orders.id
  having count(step.version) <> orders.version or min(step.version) <> 1 or max(step.version) <> orders.version`;

// Published events are deleted after 14 days.
const EVENTS = `
  select step.order_id || ' version ' || step.version as id
  from order_events as step left join outbox on outbox.aggregate_type = 'order'
    and outbox.aggregate_id = step.order_id::text and outbox.aggregate_version = step.version
  where step.at > now() - interval '13 days' and outbox.type is distinct from case
    when step.type = 'placed' then 'order.placed'
    when step.type = 'confirmed' then 'order.confirmed'
    when step.type = 'status' and step.to_value = 'cancelled' then 'order.cancelled'
    when step.type = 'acknowledged' then 'order.acknowledged'
    else 'order.' || step.type || '_changed' end`;

const GROUNDLESS_EVENTS = `
  select outbox.aggregate_id || ' version ' || outbox.aggregate_version as id from outbox
  where outbox.aggregate_type = 'order' and not exists (
    select from order_events as step
    where step.order_id = outbox.aggregate_id::uuid and step.version = outbox.aggregate_version)`;

// Number and order are written together, so a missing number is a missing order.
const NUMBERS = `
  select coalesce(counter.business_day, counted.business_day) || ': ' || coalesce(counter.last, 0) || ' numbers given, '
    || coalesce(counted.orders, 0) || ' orders' as id
  from order_number_counters as counter full join (
    select business_day, count(*) as orders from orders group by business_day
  ) as counted on counted.business_day = counter.business_day
  where counter.last is distinct from counted.orders`;

const ANSWERS = `
  select stored.route || ' ' || stored.key as id from idempotency_keys as stored
  where stored.status = 201 and (stored.answer ? 'order' or stored.route like '%/orders') and not exists (
    select from orders
    where orders.id::text = stored.answer #>> '{order,id}' and orders.user_id = stored.user_id
      and orders.total = (stored.answer #>> '{order,total}')::numeric)`;

/** 1. Every accepted order exists exactly once, and its lines add up to its total. */
export async function checkOrders({ databases: { ordering } }: Sources): Promise<InvariantReport> {
  return {
    number: 1,
    rule: 'every accepted order exists once, its lines add up',
    figures: await ordering.figures(FIGURES),
    faults: [
      ...(await ordering.offenders('the lines do not add up to the subtotal', LINES)),
      ...(await ordering.offenders('the total is not subtotal and delivery charge', TOTALS)),
      ...(await ordering.offenders('not placed exactly once', PLACED)),
      ...(await ordering.offenders('the version is not the number of history rows', VERSIONS)),
      ...(await ordering.offenders('a history row without its event', EVENTS)),
      ...(await ordering.offenders('an event without its history row', GROUNDLESS_EVENTS)),
      ...(await ordering.offenders('order numbers and orders of a day differ', NUMBERS)),
      ...(await ordering.offenders('an answer that names no such order', ANSWERS)),
    ],
    notes: [],
  };
}

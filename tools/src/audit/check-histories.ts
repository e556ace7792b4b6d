import type { InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

/** The table of product.md section 3, written down here a second time so that a mistake in the service's cannot hide itself. */
const LEGAL = [
  { from: 'received', to: 'preparing', who: ['kitchen', 'admin'] },
  { from: 'preparing', to: 'ready', who: ['kitchen', 'admin'] },
  { from: 'ready', to: 'preparing', who: ['kitchen', 'admin'] },
  { from: 'ready', to: 'out_for_delivery', who: ['delivery', 'kitchen', 'admin'] },
  { from: 'ready', to: 'completed', who: ['kitchen', 'admin'] },
  { from: 'out_for_delivery', to: 'completed', who: ['delivery', 'admin'] },
  { from: 'received', to: 'cancelled', who: ['consumer', 'kitchen', 'admin', 'system'] },
  { from: 'preparing', to: 'cancelled', who: ['kitchen', 'admin'] },
  { from: 'ready', to: 'cancelled', who: ['admin'] },
  { from: 'out_for_delivery', to: 'cancelled', who: ['admin'] },
];
const STAFF_REASONS = ['sold_out', 'too_busy', 'closing', 'customer_request', 'other'];

const quoted = (text: string) => `'${text}'`;
const LEGAL_ROWS = LEGAL.flatMap(({ from, to, who }) =>
  who.map((role) => `(${[from, to, role].map(quoted).join(', ')})`),
).join(', ');

// Each history row with what was true before it: the status, whether it was confirmed and paid, and whether it had a rider.
const STEPS = `
  with legal (from_status, to_status, by_role) as (values ${LEGAL_ROWS}),
  steps as (
    select step.*, orders.order_type, orders.payment_method, orders.user_id, orders.cancellation_reason,
      lag(step.to_value) over (partition by step.order_id, step.type in ('placed', 'status') order by step.version) as status_before,
      orders.payment_method = 'cash' or count(*) filter (where step.type = 'confirmed') over before > 0 as was_confirmed,
      count(*) filter (where step.type in ('confirmed', 'payment') and step.to_value = 'paid') over before
        > count(*) filter (where step.type = 'payment' and step.to_value = 'refunded') over before as was_paid,
      (array_agg(step.to_value) filter (where step.type = 'assignment') over before)
        [count(*) filter (where step.type = 'assignment') over before] is not null as had_rider
    from order_events as step join orders on orders.id = step.order_id
    window before as (partition by step.order_id order by step.version rows between unbounded preceding and 1 preceding)
  )`;

/** What must not be, of any history row; `status` rows are moves of the table. */
const BROKEN: [what: string, condition: string][] = [
  ['does not start as received', "type = 'placed' and (from_value is not null or to_value <> 'received')"],
  [
    'a step that does not start where the last one ended',
    "type = 'status' and from_value is distinct from status_before",
  ],
  [
    'a step that is not in the table, or not for this role',
    "type = 'status' and not exists (select from legal where (from_status, to_status, legal.by_role) = (from_value, to_value, steps.by_role))",
  ],
  [
    'prepared without being confirmed',
    "type = 'status' and from_value = 'received' and to_value = 'preparing' and not was_confirmed",
  ],
  [
    'sent out without a rider, or for pickup',
    "type = 'status' and to_value = 'out_for_delivery' and (order_type <> 'delivery' or not had_rider)",
  ],
  ['completed without being paid', "type = 'status' and to_value = 'completed' and not was_paid"],
  ['a delivery completed at the counter', "from_value = 'ready' and to_value = 'completed' and order_type <> 'pickup'"],
  [
    'cancelled by another customer',
    "to_value = 'cancelled' and by_role = 'consumer' and by_id is distinct from user_id",
  ],
  ['cancelled by the system after it was confirmed', "to_value = 'cancelled' and by_role = 'system' and was_confirmed"],
  [
    'cancelled by staff without a reason',
    `to_value = 'cancelled' and by_role in ('kitchen', 'admin') and coalesce(cancellation_reason, '') not in (${STAFF_REASONS.map(quoted).join(', ')})`,
  ],
  ['confirmed twice, or in cash', "type = 'confirmed' and was_confirmed"],
  ['paid twice', "type in ('confirmed', 'payment') and from_value <> 'paid' and to_value = 'paid' and was_paid"],
  ['refunded without being paid', "type = 'payment' and to_value = 'refunded' and not was_paid"],
];

// One pass over the whole history: every row meets every rule.
const ILLEGAL = `${STEPS}
  select rule.what, order_id || ' version ' || version || ': ' || type || ' ' || coalesce(from_value, '-') || ' → '
    || coalesce(to_value, '-') || ' by ' || by_role as id
  from steps cross join lateral (values ${BROKEN.map(([what, condition]) => `(${quoted(what)}, ${condition})`).join(', ')})
    as rule (what, broken)
  where broken`;

const LAST_STATUS = `
  select orders.id from orders left join lateral (
    select to_value from order_events where order_id = orders.id and type in ('placed', 'status') order by version desc limit 1
  ) as last on true
  where orders.status is distinct from last.to_value`;

const CONFIRMED = `
  select orders.id from orders
  where (orders.confirmed_at is not null) <> (payment_method = 'cash'
    or exists (select from order_events where order_id = orders.id and type = 'confirmed'))`;

const FIGURES = `select count(*) as "history rows", count(*) filter (where type = 'status') as "status steps",
  count(*) filter (where to_value = 'completed') as completed, count(*) filter (where to_value = 'cancelled') as cancelled
  from order_events`;

/** 3. Every status history is a legal path; every version increases by one (that is counted by the first check). */
export async function checkHistories({ databases: { ordering } }: Sources): Promise<InvariantReport> {
  const faults = await ordering.offenders('the status is not the last one of the history', LAST_STATUS);
  faults.push(...(await ordering.offenders('confirmed without its history row, or the other way round', CONFIRMED)));
  faults.push(...(await ordering.findings(ILLEGAL)));
  const rule = 'every status history is a legal path';
  return { number: 3, rule, figures: await ordering.figures(FIGURES), faults, notes: [] };
}

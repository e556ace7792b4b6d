/** Orders under the names that all figures below use; `$1` is the time zone. */
type Orders = string;

/** What the reports show. */
export const SHOWN_ORDERS: Orders = `
  select order_id as id, version, status, order_type, payment_method, is_paid, total, slot, confirmed_at, confirmed_day as day,
    (confirmed_at at time zone $1) as local_time from live_orders`;
export const SHOWN_LINES =
  'select order_id, position + 1 as line, menu_item_id, item_name, quantity, line_total from live_lines';

// A UPI order is confirmed by its money; cash counts once it was taken, whatever became of it later.
/** What ordering knows. The day is the one on which the open window had opened; outside windows ordering names that of the calendar. */
export const MEANT_ORDERS: Orders = `
  select id, version, status, order_type, payment_method, total, slot, confirmed_at,
    payment_method = 'upi' or payment_status in ('paid', 'refunded') as is_paid,
    coalesce(confirmed_day, (confirmed_at at time zone $1)::date) as day, (confirmed_at at time zone $1) as local_time
  from orders where confirmed_at is not null`;
export const MEANT_LINES = 'select order_id, line, menu_item_id, item_name, quantity, line_total from order_items';

/** Each order, for whoever looks for the reason of another difference. */
export const orderFigures = (orders: Orders) => `
  select id::text as key, concat_ws(' ', day, 'version', version, status, order_type, payment_method,
    case when is_paid then 'paid' else 'unpaid' end, total, slot, confirmed_at) as value from (${orders}) as orders`;

/** Daily sales without the refunds, in paise. */
export const saleFigures = (orders: Orders) => `
  select day::text, count(*)::int as orders, count(*) filter (where status = 'completed')::int as completed,
    count(*) filter (where status = 'cancelled')::int as cancelled, count(*) filter (where is_paid)::int as paid,
    (100 * coalesce(sum(total) filter (where is_paid and payment_method = 'cash'), 0))::float8 as cash,
    (100 * coalesce(sum(total) filter (where is_paid and payment_method = 'upi'), 0))::float8 as upi
  from (${orders}) as orders group by day`;

/** Order volume, in buckets of a day: every longer range is made of them. */
export const hourFigures = (orders: Orders) => volumeFigures(orders, `to_char(local_time, 'HH24":00"')`);
export const slotFigures = (orders: Orders) => volumeFigures(orders, 'slot');

const volumeFigures = (orders: Orders, bucket: string) => `
  select day || ' ' || ${bucket} as key, format('%s orders, %s pickup, %s delivery', count(*),
    count(*) filter (where order_type = 'pickup'), count(*) filter (where order_type = 'delivery')) as value
  from (${orders}) as orders group by day, ${bucket}`;

/** Item performance, in items of a day, and what was ordered and is not paid. */
export const itemFigures = (orders: Orders, lines: string) => `
  select day || ' item ' || menu_item_id as key, format('%s pieces in %s paid orders for %s, sold as %s, %s pieces ordered',
    coalesce(sum(quantity) filter (where is_paid), 0), count(distinct id) filter (where is_paid),
    coalesce(sum(line_total) filter (where is_paid), 0.00),
    (array_agg(item_name order by confirmed_at desc, id desc, line desc) filter (where is_paid))[1], sum(quantity)) as value
  from (${orders}) as orders join (${lines}) as lines on lines.order_id = orders.id group by day, menu_item_id`;

const REFUND_COLUMNS = 'id::text, order_id::text, (100 * amount)::float8 as paise';

export const SHOWN_REFUNDS = `select ${REFUND_COLUMNS}, refunded_day::text as day from live_refunds`;
export const CASH_REFUNDS = `
  select ${REFUND_COLUMNS}, (at at time zone $1)::date::text as day from (
    select orders.id, orders.id as order_id, orders.total as amount, given.at
    from orders join order_events as given on given.order_id = orders.id
    where orders.payment_method = 'cash' and given.type = 'payment' and given.to_value = 'refunded'
  ) as refunds`;
// Money that came twice or too late was never revenue, so its way back is no refund of a sale.
export const GATEWAY_REFUNDS = `
  select ${REFUND_COLUMNS}, (processed_at at time zone $1)::date::text as day from (
    select refunds.id, payments.order_id, refunds.amount, refunds.processed_at from refunds
    join payments on payments.id = refunds.payment_id and payments.gateway_payment_id = refunds.gateway_payment_id
    where refunds.status = 'processed'
  ) as refunds`;

import { viewOfOrder } from '@campus/contracts/order-state';
import type { StaffOrderListQuery } from '@campus/contracts/orders-api';
import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import { rupeesFromPaise } from '@campus/money/money';
import { stateOf } from '../domain/order-event.ts';
import { type OrderRow, orderFrom, SELECT_ORDER } from '../persistence/order-row.ts';

export interface StaffOrderFilter extends StaffOrderListQuery {
  includeUnconfirmed: boolean;
}

// As a range, not by LIKE: a plan that is kept knows no pattern, and would walk back through all orders for a name that few have.
const beginsWith = (column: string) =>
  `lower(${column}) ~>=~ :search and lower(${column}) ~<~ (:search || chr(1114111))`;
const SEARCH = `o.id in (
  select id from orders where ${beginsWith('order_number')} union select id from orders where ${beginsWith('customer_name')})`;
// All numbers of a day begin alike. Whoever has typed no more than that wants its newest, which the day's index has in order; sorted by
// what they begin with they are read all of them first.
const BEGINNING_OF_DAY = /^ord-(\d{4})(\d\d)(\d\d)(?:-\d{0,2})?$/;
const OF_DAY = `o.business_day = :numberDay::date and ${beginsWith('o.order_number')}`;
// As orders_open_deliveries_idx has it. Each order's job is looked up; as a join the planner reads the jobs of all years.
const NEEDS_DELIVERY = `o.order_type = 'delivery' and o.status in ('received', 'preparing', 'ready', 'out_for_delivery')
  and coalesce((select j.status from delivery_assignments j where j.order_id = o.id), 'none') not in ('assigned', 'picked_up')`;

/** Orders for the kitchen and the office, newest first, by any mixture of filters. */
export async function staffOrders(db: Db, filter: StaffOrderFilter) {
  const { conditions, bindings } = conditionsOf(filter);
  const { rows } = await db.raw<{ rows: OrderRow[] }>(
    `${SELECT_ORDER} where ${['true', ...conditions].join(' and ')} order by o.id desc limit :limit`,
    { ...bindings, limit: filter.limit + 1 },
  );
  const shown = rows.slice(0, filter.limit);
  return {
    orders: shown.map((row) => viewOfOrder(stateOf(orderFrom(row)))),
    next_cursor: rows.length > filter.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** One order with its history and its payment; for the kitchen only once it is confirmed. */
export async function staffOrder(
  db: Db,
  { orderId, includeUnconfirmed }: { orderId: string; includeUnconfirmed: boolean },
) {
  const { rows } = await db.raw<{ rows: OrderRow[] }>(`${SELECT_ORDER} where o.id = ?`, [orderId]);
  const [row] = rows;
  if (!row || (row.confirmed_at === null && !includeUnconfirmed)) throw notFound('Order');
  const order = orderFrom(row);
  return {
    ...viewOfOrder(stateOf(order)),
    history: await historyOf(db, orderId),
    payment: {
      method: order.paymentMethod,
      status: order.paymentStatus,
      amount: rupeesFromPaise(order.totalPaise),
      gateway_order_id: order.gatewayOrderId,
    },
  };
}

async function historyOf(db: Db, orderId: string) {
  const rows = await db('order_events').where({ order_id: orderId }).orderBy('version');
  return rows.map(({ version, type, from_value, to_value, by_role, by_id, at }) => ({
    version,
    type,
    from: from_value,
    to: to_value,
    by: { role: by_role, id: by_id },
    at: at.toISOString(),
  }));
}

function conditionsOf({
  status,
  type,
  payment_status,
  from,
  to,
  search,
  cursor,
  needs_delivery,
  includeUnconfirmed,
}: StaffOrderFilter) {
  const isOneDay = from !== undefined && from === to;
  const prefix = search?.toLowerCase();
  const numberDay = dayOfNumber(prefix);
  const wanted: [unknown, string, Record<string, unknown>][] = [
    [!includeUnconfirmed, 'o.confirmed_at is not null', {}],
    [status, 'o.status = :status', { status }],
    [type, 'o.order_type = :type', { type }],
    [payment_status, 'o.payment_status = :payment_status', { payment_status }],
    // One day is looked up in its index; as a range the planner would walk back to it through all that came after.
    [isOneDay, 'o.business_day = :from::date', { from }],
    [!isOneDay && from, 'o.business_day >= :from::date', { from }],
    [!isOneDay && to, 'o.business_day <= :to::date', { to }],
    [prefix && !numberDay, SEARCH, { search: prefix }],
    [numberDay, OF_DAY, { search: prefix, numberDay }],
    [cursor, 'o.id < :cursor::uuid', { cursor }],
    [needs_delivery, NEEDS_DELIVERY, {}],
  ];
  const used = wanted.filter(([value]) => value);
  return {
    conditions: used.map(([, condition]) => condition),
    bindings: Object.assign({}, ...used.map(([, , bindings]) => bindings)) as Record<string, string>,
  };
}

/** The day that every order number with this beginning has, `YYYY-MM-DD`; undefined for a longer beginning, and for a day that there is not. */
function dayOfNumber(prefix = ''): string | undefined {
  const day = BEGINNING_OF_DAY.exec(prefix)?.slice(1).join('-');
  const date = new Date(day ?? Number.NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day ? day : undefined;
}

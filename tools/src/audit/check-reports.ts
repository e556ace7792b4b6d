import type { Database } from './database.ts';
import { type Finding, finding, type InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

type Figures = Map<string, string>;

// A UPI order is confirmed by its money; cash counts once it was taken, whatever became of it later.
const CONFIRMED = `
  select *, (confirmed_at at time zone $1)::date as day,
    payment_method = 'upi' or payment_status in ('paid', 'refunded') as is_paid
  from orders where confirmed_at is not null`;
const SALES = 'select *, order_id as id, confirmed_day as day from sales_orders';

const orderFigures = (orders: string) => `
  select id::text as key, concat_ws(' ', day, 'version', version, status, order_type, payment_method,
    case when is_paid then 'paid' else 'unpaid' end, total, slot) as value from (${orders}) as orders`;
const dayFigures = (orders: string) => `
  select day::text as key, format('%s orders, %s completed, %s cancelled, gross %s', count(*),
    count(*) filter (where status = 'completed'), count(*) filter (where status = 'cancelled'),
    coalesce(sum(total) filter (where is_paid), 0.00)) as value from (${orders}) as orders group by day`;
const itemFigures = (orders: string, lines: string) => `
  select day || ' item ' || menu_item_id as key, format('%s pieces for %s', sum(quantity), sum(line_total)) as value
  from (${orders}) as orders join ${lines} as lines on lines.order_id = orders.id group by day, menu_item_id`;

const REFUNDS = `select refunds.id::text as key, concat_ws(' ', refunded_day, amount, 'of order', order_id) as value
  from refunds join sales_orders using (order_id)`;
const CASH_REFUNDS = `
  select orders.id::text as key, concat_ws(' ', (given.at at time zone $1)::date, orders.total, 'of order', orders.id) as value
  from orders join order_events as given on given.order_id = orders.id
  where orders.payment_method = 'cash' and orders.confirmed_at is not null
    and given.type = 'payment' and given.to_value = 'refunded'`;
// Money that came twice or too late was never revenue, so its way back is no refund of a sale.
const GATEWAY_REFUNDS = `
  select refunds.id::text as key, payments.order_id,
    concat_ws(' ', (processed_at at time zone $1)::date, refunds.amount, 'of order', order_id) as value
  from refunds join payments on payments.id = refunds.payment_id and payments.gateway_payment_id = refunds.gateway_payment_id
  where refunds.status = 'processed'`;

const FIGURES = `select count(*) as sales, count(distinct confirmed_day) as days,
  coalesce(sum(total) filter (where is_paid), 0) as "gross (rupees)",
  (select count(*) from refunds) as "refunds heard of" from sales_orders`;

/** 7. Reports equal what the orders and payments say: recomputed from their tables, by order, day, item and refund. */
export async function checkReports({ databases, timeZone }: Sources): Promise<InvariantReport> {
  const { ordering, payment, reporting } = databases;
  const said = (sql: string) => read(reporting, sql);
  const meant = (sql: string) => read(ordering, sql, [timeZone]);
  const confirmedIds = await read(
    ordering,
    'select id::text as key, null as value from orders where confirmed_at is not null',
  );
  const gateway = await payment.rows<{ key: string; order_id: string; value: string }>(GATEWAY_REFUNDS, [timeZone]);
  const refunds = new Map([
    ...(await meant(CASH_REFUNDS)),
    ...gateway.filter(({ order_id }) => confirmedIds.has(order_id)).map(({ key, value }) => [key, value] as const),
  ]);
  return {
    number: 7,
    rule: 'reports = orders and payments',
    figures: { ...(await reporting.figures(FIGURES)), 'confirmed orders': confirmedIds.size, refunds: refunds.size },
    faults: [
      ...differences('a day', await said(dayFigures(SALES)), await meant(dayFigures(CONFIRMED))),
      ...differences('an order', await said(orderFigures(SALES)), await meant(orderFigures(CONFIRMED))),
      ...differences(
        'an item',
        await said(itemFigures(SALES, 'sales_lines')),
        await meant(itemFigures(CONFIRMED, 'order_items')),
      ),
      ...differences('a refund', await said(REFUNDS), refunds),
    ],
    notes: [],
  };
}

async function read(database: Database, sql: string, values?: unknown[]): Promise<Figures> {
  const rows = await database.rows<{ key: string; value: string }>(sql, values);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

function differences(what: string, said: Figures, meant: Figures): Finding[] {
  const keys = [...new Set([...said.keys(), ...meant.keys()])].filter((key) => said.get(key) !== meant.get(key));
  return finding(
    `${what} is reported wrongly`,
    keys
      .sort()
      .map((key) => `${key}: reports say ${said.get(key) ?? 'nothing'}, should be ${meant.get(key) ?? 'nothing'}`),
  );
}

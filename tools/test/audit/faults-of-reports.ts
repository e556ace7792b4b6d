import { randomUUID } from 'node:crypto';
import { delivered, eaten, givenBack, refunded } from './orders.ts';
import { type Fault, remove, reporting, update } from './plant.ts';
import type { World } from './world.ts';

const day = 'a day is reported wrongly';
const order = 'an order is reported wrongly';
const hour = 'an hour is reported wrongly';
const slot = 'a slot is reported wrongly';
const item = 'an item is reported wrongly';
const refund = 'a refund is reported wrongly';

/** Sets a column of a row of the read model, and back. */
const wrong = (table: string, column: string, value: string, { id }: { id: string }, right: string) =>
  update(reporting, `${table} set ${column} = ${value}`, `order_id = '${id}'`, `${table} set ${column} = ${right}`);
const sale = (column: string, value: string, right: string) => wrong('sales_orders', column, value, eaten, right);
const line = (column: string, value: string, right: string) => wrong('sales_lines', column, value, eaten, right);

/** What can go wrong in the reports: something in each figure of each of the three. */
export const faultsOfReports: Fault[] = [
  [7, day, 'gross 101.00', sale('total', 'total + 1', 'total - 1')],
  [7, day, '0 completed, 0 cancelled, gross 100.00', sale('status', "'ready'", "'completed'")],
  [7, day, 'cash 0.00, upi 100.00', sale('payment_method', "'upi'", "'cash'")],
  [7, day, 'reports say nothing', sale('confirmed_day', 'confirmed_day + 1', 'confirmed_day - 1')],
  [7, day, 'refunds 199.00', wrong('refunds', 'amount', 'amount - 1', refunded, 'amount + 1')],
  [7, day, 'net -100.00', wrong('refunds', 'refunded_day', 'refunded_day + 9', givenBack, 'refunded_day - 9')],
  [7, order, `${eaten.id}: reports say`, sale('status', "'ready'", "'completed'")],
  [7, order, `${eaten.id}: reports say`, sale('version', 'version + 1', 'version - 1')],
  [7, order, 'should be nothing', inventedSale],
  [7, order, `${delivered.id}: reports say nothing`, forgottenSale],
  [7, hour, '1 orders', sale('confirmed_at', "confirmed_at + interval '1 hour'", "confirmed_at - interval '1 hour'")],
  [7, hour, '0 pickup, 1 delivery', sale('order_type', "'delivery'", "'pickup'")],
  [7, slot, 'dinner: reports say 1 orders', sale('slot', "'dinner'", "'lunch'")],
  [7, item, '3 pieces in 1 paid orders', line('quantity', '3', '2')],
  [7, item, '2 pieces in 1 paid orders for 99.00', line('line_total', '99', '100')],
  [7, item, 'sold as Thali (old)', line('item_name', "'Thali (old)'", "'Thali'")],
  [7, item, '0 pieces in 0 paid orders', sale('is_paid', 'false', 'true')],
  [7, item, 'reports say nothing', remove(reporting, 'sales_lines', `order_id = '${eaten.id}'`)],
  [7, refund, `of order ${refunded.id}`, wrong('refunds', 'amount', 'amount - 1', refunded, 'amount + 1')],
  [7, refund, 'reports say nothing', remove(reporting, 'refunds', `order_id = '${refunded.id}'`)],
  [7, refund, 'should be nothing', inventedRefund],
];

async function inventedSale({ databases }: World) {
  const order_id = randomUUID();
  const known = await databases.reporting('sales_orders').where({ order_id: eaten.id }).first();
  await databases.reporting('sales_orders').insert({ ...known, order_id });
  return () => databases.reporting('sales_orders').where({ order_id }).delete();
}

async function forgottenSale({ databases: { reporting } }: World) {
  const lines = await reporting('sales_lines').where({ order_id: delivered.id }).delete().returning('*');
  const orders = await reporting('sales_orders').where({ order_id: delivered.id }).delete().returning('*');
  return async () => {
    await reporting('sales_orders').insert(orders);
    await reporting('sales_lines').insert(lines);
  };
}

async function inventedRefund({ databases: { reporting } }: World) {
  const id = randomUUID();
  const known = await reporting('refunds').where({ order_id: refunded.id }).first();
  await reporting('refunds').insert({ ...known, id });
  return () => reporting('refunds').where({ id }).delete();
}

import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { numericFromPaise } from '@campus/money/money';
import type { Sale } from '../domain/sale.ts';
import type { Sales } from '../use-cases/work.ts';

const ORDER =
  'order_id, generation, version, status, order_type, payment_method, is_paid, total, slot, confirmed_at, confirmed_day';
const CHANGING = [
  'version',
  'status',
  'order_type',
  'payment_method',
  'is_paid',
  'total',
  'slot',
  'confirmed_at',
  'confirmed_day',
];
const LINE = 'order_id, generation, position, menu_item_id, item_name, quantity, line_total';

// Lines never change after an order is placed: those of any version are those of all.
const keepStatement = statement(`
  with kept as (
    insert into sales_orders (${ORDER})
    select ${ORDER} from jsonb_populate_record(null::sales_orders, :sale)
    on conflict (generation, order_id) do update set ${CHANGING.map((column) => `${column} = excluded.${column}`).join(', ')}
    where sales_orders.version < excluded.version
  )
  insert into sales_lines (${LINE})
  select ${LINE} from jsonb_populate_recordset(null::sales_lines, :lines)
  on conflict do nothing`);

export function salesTables(trx: Transaction, generation: number): Sales {
  return {
    async keep(sale) {
      await keepStatement(trx, {
        sale: JSON.stringify({ generation, ...rowOf(sale) }),
        lines: JSON.stringify(lineRows(sale).map((line) => ({ generation, ...line }))),
      });
    },
  };
}

function rowOf(sale: Sale) {
  return {
    order_id: sale.orderId,
    version: sale.version,
    status: sale.status,
    order_type: sale.orderType,
    payment_method: sale.paymentMethod,
    is_paid: sale.isPaid,
    total: numericFromPaise(sale.totalPaise),
    slot: sale.slot,
    confirmed_at: sale.confirmedAt,
    confirmed_day: sale.confirmedDay,
  };
}

function lineRows({ orderId, lines }: Sale) {
  return lines.map((line, position) => ({
    order_id: orderId,
    position,
    menu_item_id: line.menuItemId,
    item_name: line.itemName,
    quantity: line.quantity,
    line_total: numericFromPaise(line.lineTotalPaise),
  }));
}

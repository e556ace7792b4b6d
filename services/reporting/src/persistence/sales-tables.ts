import type { Transaction } from '@campus/database/transaction';
import { numericFromPaise } from '@campus/money/money';
import type { Sale } from '../domain/sale.ts';
import type { Sales } from '../use-cases/work.ts';

export function salesTables(trx: Transaction, generation: number): Sales {
  return {
    async keep(sale) {
      await trx('sales_orders')
        .insert({ generation, ...rowOf(sale) })
        .onConflict(['generation', 'order_id'])
        .merge()
        .whereRaw('sales_orders.version < excluded.version');
      // Lines never change after an order is placed: those of any version are those of all.
      const lines = lineRows(sale).map((line) => ({ generation, ...line }));
      if (lines.length > 0) await trx('sales_lines').insert(lines).onConflict().ignore();
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

import { businessDay } from '@campus/business-time/business-clock';
import type { OrderState } from '@campus/contracts/order-state';

/** What the reports remember of a confirmed order: no person, no address. */
export interface Sale {
  orderId: string;
  version: number;
  status: OrderState['status'];
  orderType: OrderState['order_type'];
  paymentMethod: OrderState['payment_method'];
  /** Whether its total is revenue. A refund does not undo this: it is counted by itself, on its own day. */
  isPaid: boolean;
  totalPaise: number;
  slot: string;
  confirmedAt: Date;
  confirmedDay: string;
  lines: SaleLine[];
}

interface SaleLine {
  menuItemId: string;
  itemName: string;
  quantity: number;
  lineTotalPaise: number;
}

/** The sale in an order, or undefined while it is not confirmed: the figures know confirmed orders only. */
export function saleOf(order: OrderState, timeZone: string): Sale | undefined {
  if (order.confirmed_at === null) return undefined;
  const confirmedAt = new Date(order.confirmed_at);
  return {
    orderId: order.id,
    version: order.version,
    status: order.status,
    orderType: order.order_type,
    paymentMethod: order.payment_method,
    // A UPI order is confirmed by its money.
    isPaid: order.payment_method === 'upi' || order.payment_status === 'paid' || order.payment_status === 'refunded',
    totalPaise: order.total_paise,
    slot: order.slot,
    confirmedAt,
    // A window may go on after midnight, and only ordering knows the windows of that moment.
    confirmedDay: order.confirmed_day ?? businessDay(confirmedAt, timeZone),
    lines: order.items.map((line) => ({
      menuItemId: line.menu_item_id,
      itemName: line.item_name,
      quantity: line.quantity,
      lineTotalPaise: line.line_total_paise,
    })),
  };
}

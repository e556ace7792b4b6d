import {
  orderAcknowledged,
  orderCancelled,
  orderConfirmed,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { gatewayRefund, orderHistory, type SentEvent, type Step } from './history.ts';

const TIKKA = '0195a000-0000-7000-8000-0000000000a1';
const IDLI = '0195a000-0000-7000-8000-0000000000a2';

function lines(
  ...ordered: [menuItemId: string, name: string, pricePaise: number, quantity: number][]
): Partial<OrderState> {
  const items = ordered.map(([menu_item_id, item_name, item_price_paise, quantity]) => ({
    menu_item_id,
    item_name,
    is_veg: true,
    item_price_paise,
    quantity,
    line_total_paise: item_price_paise * quantity,
  }));
  const subtotal_paise = items.reduce((sum, line) => sum + line.line_total_paise, 0);
  return { items, subtotal_paise, total_paise: subtotal_paise };
}

const placed = (at: string, state: Partial<OrderState> = {}): Step => ({
  kind: orderPlaced,
  type: 'placed',
  at,
  state,
});
const step = (kind: Step['kind'], at: string, state: Partial<OrderState>): Step => ({
  kind,
  type: 'status',
  at,
  state,
});
const paidByUpi = (at: string) => step(orderConfirmed, at, { payment_status: 'paid', confirmed_at: at });
const givenBack = (at: string): Step => ({
  kind: orderPaymentChanged,
  type: 'payment',
  at,
  state: { payment_status: 'refunded' },
  to: 'refunded',
});
const cash = { payment_method: 'cash' } as const;

// 23:50 on the 13th on campus.
const cashSale = orderHistory({ ...cash, ...lines([IDLI, 'Idli', 835, 2]), slot: 'dinner' }, [
  placed('2026-02-13T18:20:00Z', { confirmed_at: '2026-02-13T18:20:00Z' }),
  step(orderStatusChanged, '2026-02-13T18:25:00Z', { status: 'preparing' }),
  step(orderPaymentChanged, '2026-02-13T18:40:00Z', { payment_status: 'paid' }),
  step(orderStatusChanged, '2026-02-13T18:41:00Z', { status: 'completed' }),
]);

// Placed at 23:58 on the 13th, its money came at 00:02 on the 14th; refunded in part on the 15th.
const upiSale = orderHistory(
  { ...lines([TIKKA, 'Paneer Tikka', 23_000, 1], [IDLI, 'Idli', 835, 1]), order_type: 'delivery' },
  [
    placed('2026-02-13T18:28:00Z'),
    step(orderPaymentChanged, '2026-02-13T18:28:01Z', { expires_at: '2026-02-13T18:43:00Z' }),
    paidByUpi('2026-02-13T18:32:00Z'),
    step(orderStatusChanged, '2026-02-13T18:50:00Z', { status: 'completed' }),
  ],
);
const partRefund = gatewayRefund({ orderId: upiSale[0]?.aggregateId ?? '', paise: 10_000, at: '2026-02-14T19:00:00Z' });

// A paid cash order, cancelled and given back just after midnight, looked at again later.
const cashGivenBack = orderHistory({ ...cash, ...lines([IDLI, 'Idli (new)', 1_000, 3]) }, [
  placed('2026-02-14T18:20:00Z', { confirmed_at: '2026-02-14T18:20:00Z' }),
  step(orderPaymentChanged, '2026-02-14T18:21:00Z', { payment_status: 'paid' }),
  step(orderCancelled, '2026-02-14T18:25:00Z', { status: 'cancelled', cancellation_reason: 'sold_out' }),
  givenBack('2026-02-14T18:31:00Z'),
  step(orderAcknowledged, '2026-02-15T19:00:00Z', { acknowledged_at: '2026-02-15T19:00:00Z' }),
]);

const cashNeverPaid = orderHistory({ ...cash, ...lines([TIKKA, 'Paneer Tikka', 23_000, 4]) }, [
  placed('2026-02-14T07:00:00Z', { confirmed_at: '2026-02-14T07:00:00Z' }),
  step(orderCancelled, '2026-02-14T07:05:00Z', { status: 'cancelled' }),
]);

// Never confirmed: it expired, its money came late and went back. Nothing of it is a sale.
const lateMoney = orderHistory(lines([TIKKA, 'Paneer Tikka', 23_000, 9]), [
  placed('2026-02-14T07:00:00Z'),
  step(orderCancelled, '2026-02-14T07:15:00Z', { status: 'cancelled', payment_status: 'failed' }),
]);
const lateRefund = gatewayRefund({
  orderId: lateMoney[0]?.aggregateId ?? '',
  paise: 207_000,
  at: '2026-02-14T07:20:00Z',
});

/** Five orders over the midnights of three days, and every event that tells of them. */
export const week: SentEvent[] = [
  ...cashSale,
  ...upiSale,
  partRefund,
  ...cashGivenBack,
  ...cashNeverPaid,
  ...lateMoney,
  lateRefund,
];

const day = (date: string, figures: object) => ({
  date,
  orders: 0,
  completed: 0,
  cancelled: 0,
  gross_sales: 0,
  refunds: 0,
  net_sales: 0,
  cash_sales: 0,
  upi_sales: 0,
  average_order_value: 0,
  ...figures,
});

/** What the sales of 12 to 15 February are, worked out by hand. */
export const salesOfTheWeek = [
  day('2026-02-12', {}),
  day('2026-02-13', {
    orders: 1,
    completed: 1,
    gross_sales: 16.7,
    net_sales: 16.7,
    cash_sales: 16.7,
    average_order_value: 16.7,
  }),
  day('2026-02-14', {
    orders: 3,
    completed: 1,
    cancelled: 2,
    gross_sales: 268.35,
    net_sales: 268.35,
    cash_sales: 30,
    upi_sales: 238.35,
    average_order_value: 134.18,
  }),
  day('2026-02-15', { refunds: 130, net_sales: -130 }),
];

export const itemsOfTheWeek = [
  { menu_item_id: TIKKA, name: 'Paneer Tikka', quantity: 1, orders: 1, revenue: 230 },
  { menu_item_id: IDLI, name: 'Idli (new)', quantity: 6, orders: 3, revenue: 55.05 },
];

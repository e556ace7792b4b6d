import { type NotificationType, notificationListAnswer } from '@campus/contracts/notifications-api';
import type { OrderView } from '@campus/contracts/order-state';
import { orderListAnswer } from '@campus/contracts/orders-api';
import { type DailySales, dailySalesAnswer } from '@campus/contracts/reports-api';
import type { Played } from './play.ts';
import type { GatewayBooks } from './sandbox.ts';
import type { Stage } from './stage.ts';

/** What the platform and the payment gateway say now about the lunches. */
export interface Records {
  orders: OrderView[];
  gateway: GatewayBooks;
  sales: DailySales['totals'];
  /** Per student, in the order of the lunches, the oldest first. */
  told: NotificationType[][];
  pushed: number[];
  toldKitchen: number;
  pushedToKitchen: number;
}

const DAY_MS = 86_400_000;
const MOST_PAGES = 5;

/** Sales of yesterday to tomorrow, so that neither midnight nor the restaurant's time zone matters. */
export async function salesNow({ admin }: Stage): Promise<DailySales['totals']> {
  const day = (shiftMs: number) => new Date(Date.now() + shiftMs).toISOString().slice(0, 10);
  const path = `/api/v1/admin/reports/daily-sales?from=${day(-DAY_MS)}&to=${day(DAY_MS)}`;
  return (await admin.ask('GET', path, dailySalesAnswer)).totals;
}

export async function readRecords(stage: Stage, played: Played): Promise<Records> {
  const { lunches, kitchenPhone } = played;
  const [, cook] = stage.cooks;
  const ids = new Set(lunches.map(({ order }) => order.id));
  const gatewayIds = new Set(lunches.map(({ gatewayOrderId }) => gatewayOrderId));
  const inbox = async (person: Pick<Stage['admin'], 'ask'>) =>
    (await person.ask('GET', '/api/v1/users/me/notifications?limit=100', notificationListAnswer)).notifications;
  return {
    orders: await ordersOf(stage, new Set(lunches.map(({ student }) => student.id))),
    gateway: (await stage.pocket.gatewayBooks()).filter(({ order_id }) => gatewayIds.has(order_id)),
    sales: await salesNow(stage),
    told: await Promise.all(
      lunches.map(async ({ student }) => (await inbox(student)).map(({ type }) => type).toReversed()),
    ),
    pushed: await Promise.all(
      lunches.map(async ({ student }) => (await stage.pocket.pushesTo(student.deviceToken)).length),
    ),
    toldKitchen: (await inbox(cook)).filter(({ type, order_id }) => type === 'new_order' && ids.has(order_id ?? ''))
      .length,
    pushedToKitchen: (await stage.pocket.pushesTo(kitchenPhone)).length,
  };
}

// Found by customer, not by id: an order that exists twice must be seen. The newest hundreds are enough.
async function ordersOf({ admin }: Stage, customers: Set<string>): Promise<OrderView[]> {
  const found: OrderView[] = [];
  let cursor = '';
  for (let page = 0; page < MOST_PAGES && found.length < customers.size; page += 1) {
    const path = `/api/v1/admin/orders?include_unconfirmed=true&limit=100${cursor && `&cursor=${cursor}`}`;
    const { orders, next_cursor } = await admin.ask('GET', path, orderListAnswer);
    found.push(...orders.filter(({ user_id }) => customers.has(user_id)));
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  return found;
}

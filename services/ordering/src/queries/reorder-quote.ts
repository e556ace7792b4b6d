import type { Db } from '@campus/database/connect';
import { customerOrder } from './customer-orders.ts';
import { orderQuote } from './order-quote.ts';

interface Reorder {
  orderId: string;
  customerId: string;
  now: Date;
  timeZone: string;
}

/** What an earlier order of this customer would cost now, and what has changed since: dishes gone, other prices. */
export async function reorderQuote(db: Db, { orderId, customerId, now, timeZone }: Reorder) {
  const earlier = await customerOrder(db, { orderId, customerId });
  const quote = await orderQuote(db, {
    lines: earlier.items.map(({ menu_item_id, quantity }) => ({ menuItemId: menu_item_id, quantity })),
    orderType: earlier.order_type,
    paymentMethod: earlier.payment_method,
    specialInstructions: earlier.special_instructions,
    deliveryAddress: earlier.delivery_address,
    now,
    timeZone,
  });
  const today = new Map(quote.items.map((item) => [item.menu_item_id, item.item_price]));
  const changes = earlier.items.flatMap(({ menu_item_id, item_name, item_price }) => {
    const price = today.get(menu_item_id) ?? null;
    if (price === item_price) return [];
    const change = price === null ? ('gone' as const) : ('repriced' as const);
    return [{ menu_item_id, item_name, change, old_price: item_price, new_price: price }];
  });
  return { quote, changes };
}

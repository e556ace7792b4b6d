/** From `past` into reporting's tables: a sale with two lines per order, a refund per order that was paid and cancelled. */
export const FILL_REPORTING = [
  `insert into sales_orders (generation, order_id, version, status, order_type, payment_method, is_paid, total, slot, confirmed_at, confirmed_day)
    select live.id, past.id, 3, status, order_type, payment_method, payment_status <> 'pending', subtotal + delivery_charge, slot, at, day
    from past, generations as live where live.state = 'live' order by past.id`,
  `insert into sales_lines (generation, order_id, position, menu_item_id, item_name, quantity, line_total)
    select live.id, past.id, position, dish_id, dish_name, 1, price
    from past, generations as live, lateral (values (1, 20), (2, subtotal - 20)) as lines (position, price)
    where live.state = 'live' order by past.id`,
  `insert into refunds (generation, id, order_id, version, amount, refunded_at, refunded_day)
    select live.id, past.id, past.id, 1, subtotal + delivery_charge, at, day
    from past, generations as live where live.state = 'live' and payment_status = 'refunded' order by past.id`,
];

/** From `past` into ordering's tables: orders with two lines, three steps of history and, where they were delivered, their job. */
export const FILL_ORDERING = [
  `insert into orders (id, order_number, user_id, customer_name, status, order_type, payment_method, payment_status, subtotal,
      delivery_charge, total, delivery_address, cancellation_reason, business_day, slot, confirmed_at, confirmed_day, acknowledged_at,
      created_at, updated_at, version)
    select id, 'ORD-' || to_char(day, 'YYYYMMDD') || '-' || n, user_id, customer_name, status, order_type, payment_method,
      payment_status, subtotal, delivery_charge, subtotal + delivery_charge, case when order_type = 'delivery' then 'Hostel 4, room 12' end,
      case when status = 'cancelled' then 'other' end, day, slot, at, day, at + interval '10 seconds', at, at + interval '25 minutes', 3
    from past order by id`,
  `insert into order_items (order_id, line, menu_item_id, item_name, is_veg, item_price, quantity, line_total)
    select id, line, dish_id, dish_name, true, price, 1, price
    from past, lateral (values (1, 20), (2, subtotal - 20)) as lines (line, price) order by id`,
  `insert into order_events (order_id, version, type, from_value, to_value, by_role, by_id, at)
    select id, version, case version when 1 then 'placed' else 'status' end, case version when 2 then 'received' when 3 then 'preparing' end,
      case version when 1 then 'received' when 2 then 'preparing' else status end, 'consumer', user_id, at + version * interval '5 minutes'
    from past, generate_series(1, 3) as version order by id`,
  `insert into delivery_assignments (order_id, staff_id, staff_name, status, assigned_at, delivered_at)
    select id, md5('rider ' || n % 20)::uuid, 'Rider ' || n % 20, 'delivered', at, at + interval '20 minutes'
    from past where order_type = 'delivery' and status = 'completed' order by id`,
];

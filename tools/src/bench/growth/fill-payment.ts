/** From `past` into payment's tables: a payment with one successful attempt for each order by UPI; one in a thousand needs a look. */
export const FILL_PAYMENT = [
  `insert into payments (id, order_id, user_id, gateway_order_id, gateway_payment_id, amount, status, needs_attention, captured_at,
      version, created_at, updated_at, create_at)
    select id, id, user_id, 'order_' || hash, 'pay_' || hash, subtotal + delivery_charge,
      case when payment_status = 'refunded' then 'refunded' else 'paid' end,
      case when n % 1000 = 1 then array['a person should look'] else '{}' end, at, 2, at, at, null
    from past where payment_method = 'upi' order by id`,
  `insert into payment_attempts (gateway_payment_id, payment_id, status, amount, currency, is_captured, created_at, updated_at)
    select 'pay_' || hash, id, 'captured', subtotal + delivery_charge, 'INR', true, at, at
    from past where payment_method = 'upi' order by id`,
  `insert into refunds (id, payment_id, gateway_payment_id, gateway_refund_id, amount, status, reason_key, reason, created_at,
      processed_at, next_try_at)
    select id, id, 'pay_' || hash, 'rfnd_' || hash, subtotal + delivery_charge, 'processed', 'cancelled', 'cancelled', at, at, null
    from past where payment_method = 'upi' and payment_status = 'refunded' order by id`,
];

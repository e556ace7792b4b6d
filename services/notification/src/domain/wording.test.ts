import { expect, test } from 'vitest';
import { fill, TEXTS, worded } from './wording.ts';

test('the pushes of the design document are its own, word for word', () => {
  const { order_confirmed, order_preparing, order_ready, order_out_for_delivery, new_order } = TEXTS.pushes;
  const table = [order_confirmed, order_preparing, order_ready, order_out_for_delivery, new_order];
  expect(table.map(({ title, body }) => `| "${title}" | "${body}" |`)).toEqual([
    '| "Order Confirmed!" | "Your order #{number} has been received" |',
    '| "Being Prepared 🍳" | "Your order is now being prepared" |',
    '| "Order Ready! 🎉" | "Your order is ready for pickup" |',
    '| "On the Way! 🚚" | "Your order is out for delivery" |',
    '| "New Order! 🔔" | "Order #{number} — {item_count} items — ₹{total}" |',
  ]);
});

test('so are those of the product specification', () => {
  expect(TEXTS.pushes.order_ready_for_rider.body).toBe('Your order is ready and waiting for its rider');
  expect(TEXTS.pushes.order_cancelled.title).toBe('Order Cancelled');
  expect(TEXTS.pushes.payment_expired.title).toBe('Payment Expired');
});

test('a slot is filled wherever it stands, and one without a value is a fault', () => {
  expect(fill('{a}-{b}-{a}', { a: '$&', b: '{a}' })).toBe('$&-{a}-$&');
  expect(worded('order_confirmed', { number: 'ORD-1' }).body).toBe('Your order #ORD-1 has been received');
  expect(() => worded('order_confirmed')).toThrow('{number}');
});

import type { Texts } from './texts.ts';

/** Word for word: design document 9.1, then product.md sections 5 and 9. */
export const ENGLISH: Texts = {
  locale: 'en-IN',
  pushes: {
    order_confirmed: { title: 'Order Confirmed!', body: 'Your order #{number} has been received' },
    order_preparing: { title: 'Being Prepared 🍳', body: 'Your order is now being prepared' },
    order_ready: { title: 'Order Ready! 🎉', body: 'Your order is ready for pickup' },
    order_ready_for_rider: { title: 'Order Ready! 🎉', body: 'Your order is ready and waiting for its rider' },
    order_out_for_delivery: { title: 'On the Way! 🚚', body: 'Your order is out for delivery' },
    new_order: { title: 'New Order! 🔔', body: 'Order #{number} — {item_count} items — ₹{total}' },
    order_cancelled: { title: 'Order Cancelled', body: 'Your order #{number} was cancelled. {money}' },
    order_cancelled_because: {
      title: 'Order Cancelled',
      body: 'Your order #{number} was cancelled because {reason}. {money}',
    },
    order_refunded: { title: 'Order Refunded', body: '₹{total} for your order #{number} has been refunded' },
    payment_partly_refunded: {
      title: 'Order Refunded',
      body: '₹{amount} of your payment of ₹{captured} has been refunded',
    },
    payment_returned: {
      title: 'Payment Returned',
      body: '₹{amount} that arrived late, twice or in the wrong amount for your order has been returned to you',
    },
    payment_returned_for_an_order: {
      title: 'Payment Returned',
      body: '₹{amount} that arrived late, twice or in the wrong amount for order #{number} has been returned to you',
    },
    order_delayed: {
      title: 'Order Delayed',
      body: 'Your order #{number} is now expected to be ready later than planned',
    },
    order_delayed_until: {
      title: 'Order Delayed',
      body: 'Your order #{number} is now expected to be ready at {time}',
    },
    payment_expired: {
      title: 'Payment Expired',
      body: 'Your order #{number} was not paid in time. A payment that still arrives is refunded in full',
    },
    order_unacknowledged: {
      title: 'Order Waiting! ⏰',
      body: 'Nobody in the kitchen has acknowledged order #{number} yet',
    },
  },
  reasons: {
    sold_out: 'something in it is sold out',
    too_busy: 'the kitchen is too busy',
    closing: 'the kitchen is closing',
    customer_request: 'you asked for it',
  },
  money: {
    nothing_to_pay: 'There is nothing to pay',
    collect_at_counter: 'Please collect your ₹{total} at the counter',
    refunded_in_full: 'Your ₹{total} will be refunded in full',
    not_charged: 'You have not been charged; a payment that still arrives is refunded in full',
    payment_not_opened: 'The payment could not be opened, nothing was charged',
  },
  sms: {
    twilio: '{code} is your Campus Food code. Do not share it with anyone.',
    msg91: { OTP: '{code}' },
  },
};

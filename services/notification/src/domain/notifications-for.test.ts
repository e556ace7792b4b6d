import {
  type OrderEvent,
  orderAcknowledged,
  orderAssignmentChanged,
  orderCancelled,
  orderConfirmed,
  orderEstimateChanged,
  orderEvents,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { OrderChange, OrderState } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { notificationsFor } from './notifications-for.ts';

const KITCHEN = ['0195a000-0000-7000-8000-00000000000a', '0195a000-0000-7000-8000-00000000000b'];
const CUSTOMER = orderPlaced.example.order.user_id;

function told(kind: OrderEvent, order: Partial<OrderState> = {}, change: Partial<OrderChange> = {}) {
  const fact = {
    type: kind.type,
    order: { ...kind.example.order, ...order },
    change: { ...kind.example.change, ...change },
  };
  return notificationsFor(fact, { kitchenStaffIds: KITCHEN, timeZone: 'Asia/Kolkata' });
}

function textTo(recipientId: string, messages: ReturnType<typeof told>) {
  const mine = messages.filter((message) => message.recipientId === recipientId);
  return mine.map(({ title, body }) => `${title} | ${body}`);
}

const toCustomer = (...event: Parameters<typeof told>) => textTo(CUSTOMER, told(...event));

test('a newly confirmed order is told to its customer and to each of the kitchen', () => {
  const messages = told(orderConfirmed);
  expect(messages.map(({ recipientId }) => recipientId)).toEqual([CUSTOMER, ...KITCHEN]);
  expect(textTo(CUSTOMER, messages)).toEqual(['Order Confirmed! | Your order #ORD-20260213-042 has been received']);
  for (const id of KITCHEN) {
    expect(textTo(id, messages)).toEqual(['New Order! 🔔 | Order #ORD-20260213-042 — 2 items — ₹460.00']);
  }
});

test('a cash order is confirmed when it is placed, a UPI order is not', () => {
  const confirmed_at = orderPlaced.example.order.created_at;
  expect(told(orderPlaced, { payment_method: 'cash', confirmed_at })).toHaveLength(3);
  expect(told(orderPlaced)).toEqual([]);
});

test('pieces are counted, not lines, and it is always "items"; amounts have two decimals', () => {
  const [line] = orderPlaced.example.order.items;
  const lines = (...quantities: number[]) =>
    quantities.map((quantity) => ({ ...line, quantity })) as OrderState['items'];
  const kitchenText = (order: Partial<OrderState>) => textTo(KITCHEN[0] ?? '', told(orderConfirmed, order))[0];
  expect(kitchenText({ items: lines(3, 4), total_paise: 120_005 })).toMatch(/ — 7 items — ₹1200\.05$/);
  expect(kitchenText({ items: lines(1), total_paise: 5 })).toMatch(/ — 1 items — ₹0\.05$/);
});

test('each step of the kitchen has its text; completion has none', () => {
  const at = (to: string, order = {}) => toCustomer(orderStatusChanged, order, { to });
  expect(at('preparing')).toEqual(['Being Prepared 🍳 | Your order is now being prepared']);
  expect(at('ready')).toEqual(['Order Ready! 🎉 | Your order is ready for pickup']);
  expect(at('ready', { order_type: 'delivery' })).toEqual([
    'Order Ready! 🎉 | Your order is ready and waiting for its rider',
  ]);
  expect(at('out_for_delivery')).toEqual(['On the Way! 🚚 | Your order is out for delivery']);
  expect(at('completed')).toEqual([]);
});

test.each<[string, Partial<OrderState>, string]>([
  [
    'sold out, paid by UPI',
    { payment_status: 'paid', cancellation_reason: 'sold_out' },
    'Your order #ORD-20260213-042 was cancelled because something in it is sold out. Your ₹460.00 will be refunded in full',
  ],
  [
    'closing, cash not taken',
    { payment_method: 'cash', payment_status: 'pending', cancellation_reason: 'closing' },
    'Your order #ORD-20260213-042 was cancelled because the kitchen is closing. There is nothing to pay',
  ],
  [
    'too busy, cash taken',
    { payment_method: 'cash', payment_status: 'paid', cancellation_reason: 'too_busy' },
    'Your order #ORD-20260213-042 was cancelled because the kitchen is too busy. Please collect your ₹460.00 at the counter',
  ],
  [
    'by request, UPI not paid',
    { payment_status: 'failed', cancellation_reason: 'customer_request' },
    'Your order #ORD-20260213-042 was cancelled because you asked for it. You have not been charged; a payment that still arrives is refunded in full',
  ],
  [
    'the payment could not be opened',
    { payment_status: 'failed', cancellation_reason: 'payment_refused' },
    'Your order #ORD-20260213-042 was cancelled. The payment could not be opened, nothing was charged',
  ],
  [
    'for another reason',
    { payment_status: 'paid', cancellation_reason: 'other' },
    'Your order #ORD-20260213-042 was cancelled. Your ₹460.00 will be refunded in full',
  ],
])('a cancellation tells why and what happens to the money: %s', (_case, order, text) => {
  expect(toCustomer(orderCancelled, order)).toEqual([`Order Cancelled | ${text}`]);
});

test('an order that was not paid in time is told as "Payment Expired" only', () => {
  expect(toCustomer(orderCancelled, { cancellation_reason: 'payment_timeout' })).toEqual([
    'Payment Expired | Your order #ORD-20260213-042 was not paid in time. A payment that still arrives is refunded in full',
  ]);
});

test('a refund is told once the money went back; cash of a cancelled order was already spoken of', () => {
  const refunded = { from: 'paid', to: 'refunded' };
  expect(toCustomer(orderPaymentChanged, {}, refunded)).toEqual([
    'Order Refunded | ₹460.00 for your order #ORD-20260213-042 has been refunded',
  ]);
  expect(toCustomer(orderPaymentChanged, { payment_method: 'cash', status: 'cancelled' }, refunded)).toEqual([]);
  expect(toCustomer(orderPaymentChanged, {}, { from: 'pending', to: 'paid' })).toEqual([]);
});

test('a later estimate is a delay, on the clock of the restaurant; an earlier one is none', () => {
  const estimated_ready_time = '2026-02-13T08:15:00.000Z';
  const change = { from: '2026-02-13T08:00:00.000Z', to: estimated_ready_time };
  expect(toCustomer(orderEstimateChanged, { estimated_ready_time }, change)).toEqual([
    'Order Delayed | Your order #ORD-20260213-042 is now expected to be ready at 1:45 pm',
  ]);
  expect(toCustomer(orderEstimateChanged, { estimated_ready_time }, { ...change, from: null })).toHaveLength(1);
  expect(toCustomer(orderEstimateChanged, {}, { from: change.to, to: change.from })).toEqual([]);
});

test('who delivers and who has seen an order is not told', () => {
  expect(told(orderAssignmentChanged)).toEqual([]);
  expect(told(orderAcknowledged)).toEqual([]);
});

test('every message leads to its order', () => {
  for (const { orderId, data } of orderEvents.flatMap((kind) => told(kind))) {
    expect(orderId).toBe(orderPlaced.example.order.id);
    expect(data).toMatchObject({ order_number: 'ORD-20260213-042' });
  }
});

import { adminMenuItemAnswer, categoryAnswer } from '@campus/contracts/menu-api';
import type { OrderView } from '@campus/contracts/order-state';
import { type checkout, placedOrderAnswer, quoteAnswer } from '@campus/contracts/orders-api';
import { verifyPaymentAnswer } from '@campus/contracts/payments-api';
import { eventually } from '@campus/testing/eventually';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Staff, Student } from './people.ts';
import type { Receipt } from './sandbox.ts';

export interface Placed {
  order: OrderView;
  payment: z.output<typeof checkout>;
}

export interface Wish {
  dishes: [id: string, quantity: number][];
  paymentMethod: 'upi' | 'cash';
  orderType?: 'pickup' | 'delivery';
  headers?: Record<string, string>;
}

/** Open at any hour, so that the tests do not depend on the clock. `name` makes the windows new ones, with nothing sold yet. */
export async function openAllDay(admin: Staff, name: string): Promise<void> {
  await setting(admin, 'time_slots', {
    [`${name}-early`]: { start: '00:00', end: '12:00' },
    [`${name}-late`]: { start: '12:00', end: '00:00' },
  });
}

export async function setting(admin: Staff, key: string, value: unknown): Promise<void> {
  await admin.ask(z.unknown(), 'PUT', `/api/v1/admin/config/${key}`, { value });
}

/** Dishes of these prices, in rupees, that can be ordered by the time this resolves. */
export async function addDishes(admin: Staff, student: Student, prices: number[]): Promise<string[]> {
  const name = `Dishes ${prices.join(' ')} ${Date.now()}`;
  const { category } = await admin.ask(categoryAnswer, 'POST', '/api/v1/admin/menu/categories', { name });
  const ids: string[] = [];
  for (const price of prices) {
    const body = { category_id: category.id, name: `${name}: ${price}`, price, time_slots: [] };
    ids.push((await admin.ask(adminMenuItemAnswer, 'POST', '/api/v1/admin/menu/items', body)).item.id);
  }
  await eventually(async () => {
    const body = orderBody({ dishes: ids.map((id) => [id, 1]), paymentMethod: 'cash' });
    const { quote } = await student.ask(quoteAnswer, 'POST', '/api/v1/orders/quote', body);
    expect(quote.problems).toEqual([]);
  });
  return ids;
}

export function placeOrder(student: Student, wish: Wish): Promise<Placed> {
  return student.ask(placedOrderAnswer, 'POST', '/api/v1/orders', orderBody(wish), wish.headers);
}

/** As `placeOrder`, for an order whose payment must be ready. */
export async function placeUpiOrder(student: Student, wish: Omit<Wish, 'paymentMethod'>) {
  const { order, payment } = await placeOrder(student, { ...wish, paymentMethod: 'upi' });
  if (!payment) throw new Error('The order has no payment.');
  return { order, payment };
}

export function orderBody({ dishes, paymentMethod, orderType = 'pickup' }: Wish): object {
  return {
    items: dishes.map(([menu_item_id, quantity]) => ({ menu_item_id, quantity })),
    order_type: orderType,
    payment_method: paymentMethod,
    ...(orderType === 'delivery' && { delivery_address: 'Hostel 4, room 12' }),
  };
}

export function verify(student: Student, receipt: Receipt) {
  return student.ask(verifyPaymentAnswer, 'POST', '/api/v1/payments/verify', receipt);
}

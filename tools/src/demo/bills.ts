import type { NotificationType } from '@campus/contracts/notifications-api';
import { paiseFromRupees } from '@campus/money/money';
import type { Lunch } from './student.ts';
import type { Wish } from './wishes.ts';

/** What the books must say about the lunches, in paise, computed from the students' own bills. */
export interface Bills {
  orders: number;
  completed: number;
  cancelled: number;
  upi: number;
  cash: number;
  refunded: number;
}

export function addUp(lunches: Lunch[]): Bills {
  const cancelled = lunches.filter(isCancelled);
  return {
    orders: lunches.length,
    completed: lunches.length - cancelled.length,
    cancelled: cancelled.length,
    upi: sum(lunches.filter(({ wish }) => wish.paymentMethod === 'upi')),
    cash: sum(lunches.filter(({ wish }) => wish.paymentMethod === 'cash')),
    refunded: sum(cancelled),
  };
}

/** What a student must have been told, in order. */
export function toldTo({ orderType, twist }: Wish): NotificationType[] {
  if (twist === 'changes mind') return ['order_confirmed', 'order_cancelled', 'order_refunded'];
  const cooked: NotificationType[] = ['order_confirmed', 'order_preparing', 'order_ready'];
  return orderType === 'delivery' ? [...cooked, 'order_out_for_delivery'] : cooked;
}

/** The statuses the order's screen must have shown. */
export function shownTo({ orderType, twist }: Wish): string[] {
  if (twist === 'changes mind') return ['received', 'cancelled'];
  return ['received', 'preparing', 'ready', ...(orderType === 'delivery' ? ['out_for_delivery'] : []), 'completed'];
}

export function isCancelled({ wish }: Lunch): boolean {
  return wish.twist === 'changes mind';
}

function sum(lunches: Lunch[]): number {
  return lunches.reduce((total, { order }) => total + paiseFromRupees(order.total), 0);
}

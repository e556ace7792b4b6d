import type { Sandbox } from '../sandbox.ts';
import type { Order, Payment } from './razorpay-state.ts';

/**
 * The provider's own books, one line per order, all money in paise: what an audit compares the platform with.
 * `newest` shortens the list, never the totals.
 */
export function ledgerOf(sandbox: Sandbox, newest = Number.POSITIVE_INFINITY) {
  const orders = [...sandbox.razorpay.orders.values()].map(ledgerLine);
  return {
    orders: orders.slice(-newest),
    totals: {
      captured_paise: sum(orders.map((line) => line.captured_paise)),
      refunded_paise: sum(orders.map((line) => line.refunded_paise)),
    },
  };
}

function ledgerLine({ entity, payments }: Order) {
  const captured = payments.filter((payment) => payment.entity.captured);
  const uncaptured = payments.filter((payment) => !payment.entity.captured);
  return {
    order_id: entity.id,
    receipt: entity.receipt,
    status: entity.status,
    amount: entity.amount,
    captured_paise: sum(captured.map((payment) => payment.entity.amount)),
    /** Refunds of captured money, pending ones included. */
    refunded_paise: sum(captured.flatMap(givenBack)),
    /** Authorised money Razorpay gave back by itself: never ours. */
    auto_refunded_paise: sum(uncaptured.flatMap(givenBack)),
    payments: payments.map((payment) => payment.entity),
    refunds: payments.flatMap((payment) => payment.refunds),
  };
}

function givenBack({ refunds }: Payment): number[] {
  return refunds.filter((refund) => refund.status !== 'failed').map((refund) => refund.amount);
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

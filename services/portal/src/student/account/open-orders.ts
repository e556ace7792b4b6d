import type { OrderView } from '@campus/contracts/order-state';

const FINAL: readonly OrderView['status'][] = ['completed', 'cancelled'];

/** The numbers of the orders that are under way: those that wait for their payment end with the account, the others go on. */
export function openOrders(orders: readonly OrderView[]): { unpaid: string[]; going: string[] } {
  const open = orders.filter(({ status }) => !FINAL.includes(status));
  const numbers = (isConfirmed: boolean) =>
    open.filter((order) => (order.confirmed_at !== null) === isConfirmed).map(({ order_number }) => order_number);
  return { unpaid: numbers(false), going: numbers(true) };
}

import type { OrderEventData } from '@campus/contracts/order-events';
import { cashRefundOf } from '../domain/refund.ts';
import { saleOf } from '../domain/sale.ts';
import type { Work } from './work.ts';

export async function recordOrder(work: Work, data: OrderEventData): Promise<void> {
  const sale = saleOf(data.order, work.timeZone);
  if (sale) await work.sales.keep(sale);
  const refund = cashRefundOf(data, work.timeZone);
  if (refund) await work.refunds.keep(refund);
}

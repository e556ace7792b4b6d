import { gatewayRefundOf, type RefundedPayment } from '../domain/refund.ts';
import type { Work } from './work.ts';

export async function recordRefund(work: Work, { at, ...refunded }: RefundedPayment & { at: Date }): Promise<void> {
  const refund = gatewayRefundOf(refunded, { at, timeZone: work.timeZone });
  if (refund) await work.refunds.keep(refund);
}

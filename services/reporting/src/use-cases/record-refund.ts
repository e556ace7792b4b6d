import { gatewayRefundOf, type RefundedPayment } from '../domain/refund.ts';
import type { Work } from './work.ts';

export async function recordRefund(work: Work, { at, ...refunded }: RefundedPayment & { at: Date }): Promise<void> {
  await work.refunds.keep(gatewayRefundOf(refunded, { at, timeZone: work.timeZone }));
}

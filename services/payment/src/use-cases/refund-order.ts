import { notFound } from '@campus/errors/app-error';
import type { Refund } from '../domain/payment.ts';
import { requestRefund } from '../domain/request-refund.ts';
import type { Work } from './work.ts';

export interface RefundOrder {
  orderId: string;
  amountPaise?: number;
  reason: string;
  gatewayPaymentId?: string;
}

/** An admin gives money back. The refund is in the table before Razorpay hears of it. */
export async function refundOrder(work: Work, { orderId, ...wish }: RefundOrder): Promise<Refund> {
  const payment = await work.payments.lockByOrder(orderId);
  if (!payment) throw notFound('Payment');
  const decision = requestRefund(payment, { ...wish, reasonKey: `admin:${work.newId()}` }, work);
  await work.payments.save(decision.payment);
  work.nudge('refunds');
  return decision.refund;
}

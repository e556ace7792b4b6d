import { notFound } from '@campus/errors/app-error';
import type { Payment } from '../domain/payment.ts';
import type { PaymentReader } from './work.ts';

/** The payment of an order for the one who pays it; to anybody else it is as unknown as none. */
export async function ownPayment(
  { payments }: { payments: PaymentReader },
  { orderId, userId }: { orderId: string; userId: string },
): Promise<Payment> {
  const payment = await payments.findByOrder(orderId);
  if (payment?.userId !== userId) throw notFound('Payment');
  return payment;
}

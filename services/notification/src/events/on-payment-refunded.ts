import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentRefunded } from '@campus/contracts/payment-events';
import { notifyAboutPartRefund } from '../use-cases/notify-about-part-refund.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentRefunded(
  work: Work,
  { id, data }: ReceivedEvent<typeof paymentRefunded>,
): Promise<void> {
  const { payment, refund } = data;
  await notifyAboutPartRefund(work, id, {
    orderId: payment.order_id,
    customerId: payment.user_id,
    amountPaise: refund.amount_paise,
    refundedPaise: payment.refunded_paise,
    capturedPaise: payment.captured_paise,
  });
}

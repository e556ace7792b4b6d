import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentRefunded } from '@campus/contracts/payment-events';
import { notifyAboutPartRefund } from '../use-cases/notify-about-part-refund.ts';
import { notifyAboutReturnedMoney } from '../use-cases/notify-about-returned-money.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentRefunded(
  work: Work,
  { id, data }: ReceivedEvent<typeof paymentRefunded>,
): Promise<void> {
  const { payment, refund } = data;
  const money = { orderId: payment.order_id, customerId: payment.user_id, amountPaise: refund.amount_paise };
  if (!data.is_order_money) return notifyAboutReturnedMoney(work, id, money);
  await notifyAboutPartRefund(work, id, {
    ...money,
    refundedPaise: payment.refunded_paise,
    capturedPaise: payment.captured_paise,
  });
}

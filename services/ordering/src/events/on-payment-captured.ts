import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentCaptured } from '@campus/contracts/payment-events';
import { confirmByPayment } from '../use-cases/follow-payment.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentCaptured(work: Work, { data }: ReceivedEvent<typeof paymentCaptured>): Promise<void> {
  await confirmByPayment(work, data.payment);
}

import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentClosed } from '@campus/contracts/payment-events';
import { giveUpUnpayable } from '../use-cases/follow-payment.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentClosed(work: Work, { data }: ReceivedEvent<typeof paymentClosed>): Promise<void> {
  await giveUpUnpayable(work, data.payment);
}

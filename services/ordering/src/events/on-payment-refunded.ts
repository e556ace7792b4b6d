import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentRefunded } from '@campus/contracts/payment-events';
import { noteRefund } from '../use-cases/follow-payment.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentRefunded(work: Work, { data }: ReceivedEvent<typeof paymentRefunded>): Promise<void> {
  await noteRefund(work, data.payment);
}

import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentCreated } from '@campus/contracts/payment-events';
import { startTimeToLive } from '../use-cases/follow-payment.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentCreated(work: Work, { data }: ReceivedEvent<typeof paymentCreated>): Promise<void> {
  await startTimeToLive(work, data.payment);
}

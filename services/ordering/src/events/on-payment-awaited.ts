import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentAwaited } from '@campus/contracts/payment-events';
import { waitForAttempt } from '../use-cases/follow-payment.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentAwaited(work: Work, { data }: ReceivedEvent<typeof paymentAwaited>): Promise<void> {
  await waitForAttempt(work, data.payment, new Date(data.awaited_until));
}

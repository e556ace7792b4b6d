import type { ReceivedEvent } from '@campus/contracts/event';
import type { paymentRefunded } from '@campus/contracts/payment-events';
import { recordRefund } from '../use-cases/record-refund.ts';
import type { Work } from '../use-cases/work.ts';

export async function onPaymentRefunded(work: Work, event: ReceivedEvent<typeof paymentRefunded>): Promise<void> {
  await recordRefund(work, { ...event.data, at: event.occurredAt });
}

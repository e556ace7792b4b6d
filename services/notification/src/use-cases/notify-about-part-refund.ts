import { partRefundFor, type RefundFact } from '../domain/part-refund.ts';
import { notify } from './notify.ts';
import type { Work } from './work.ts';

/** Tells the customer about a part of the money that went back; a full refund is told when the order says so. */
export async function notifyAboutPartRefund(work: Work, eventId: string, fact: RefundFact): Promise<void> {
  await notify(work, { eventId, messages: partRefundFor(fact) });
}

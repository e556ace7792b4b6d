import { z } from 'zod';
import type { Fact } from '../domain/facts.ts';
import type { WebhookNews } from '../use-cases/webhook-news.ts';
import {
  attemptOf,
  orderEntity,
  ourReceiptOf,
  paymentEntity,
  refundEntity,
  refundFactOf,
} from './razorpay-entities.ts';

const inEntity = <Entity extends z.ZodType>(entity: Entity) => z.object({ entity });

const envelope = z.object({
  event: z.string(),
  payload: z
    .object({ payment: inEntity(paymentEntity), refund: inEntity(refundEntity), order: inEntity(orderEntity) })
    .partial(),
});

const ABOUT_MONEY = /^(payment\.(authorized|captured|failed|dispute\..+)|order\.paid|refund\..+)$/;

// Whatever is heard first of a dispute tells that there is one; `won` and `closed` tell that it is over.
const DISPUTED = /^payment\.dispute\.(created|under_review|action_required|lost)$/;

/** Reads an authentic delivery. One that cannot be read tells nothing: it was stored, and the poll finds out the rest. */
export function readWebhook(raw: Buffer): WebhookNews {
  const parsed = envelope.safeParse(jsonOf(raw));
  if (!parsed.success) return { event: 'unreadable', gatewayOrderId: null, receipt: null, facts: [], attempt: null };
  const { event, payload } = parsed.data;
  const attempt = payload.payment && ABOUT_MONEY.test(event) ? attemptOf(payload.payment.entity) : null;
  const facts: Fact[] = attempt ? [attempt.fact] : [];
  if (attempt && payload.refund) facts.push(refundFactOf(payload.refund.entity));
  if (DISPUTED.test(event)) facts.push({ kind: 'dispute' });
  const gatewayOrderId = payload.order?.entity.id ?? attempt?.gatewayOrderId ?? null;
  const receipt = payload.order ? ourReceiptOf(payload.order.entity) : null;
  return { event, gatewayOrderId, receipt, facts, attempt };
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined; // told apart by the schema
  }
}

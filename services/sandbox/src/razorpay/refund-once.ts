import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { createRefund } from './create-refund.ts';
import { getPayment } from './find-entities.ts';
import { badRequest, razorpayErrorBody } from './razorpay-error.ts';
import type { RefundEntity } from './razorpay-state.ts';

export interface RefundRequest {
  paymentId: string;
  body: Record<string, unknown>;
  key: string | undefined;
}

/**
 * `X-Refund-Idempotency`: the same key and body give the first refund again; another body is refused; a key still being
 * worked on is 409. A refused refund leaves the key free, so that a retry is a fresh try.
 */
export async function refundOnce(sandbox: Sandbox, { paymentId, body, key }: RefundRequest): Promise<RefundEntity> {
  const { refundKeys, refunds, settings } = sandbox.razorpay;
  const payment = getPayment(sandbox, paymentId);
  if (key === undefined) return createRefund(sandbox, payment, body);
  if (!/^[A-Za-z0-9_-]{10,}$/.test(key))
    throw badRequest('The idempotency key should be at least 10 characters, of A-Z a-z 0-9 - _');

  const fingerprint = createHash('sha256')
    .update(`${paymentId}\n${JSON.stringify(body)}`)
    .digest('hex');
  const known = refundKeys.get(key);
  if (known && known.fingerprint !== fingerprint) {
    throw badRequest('Different request body with the same idempotency key.', { reason: 'idempotency_key_reused' });
  }
  if (known && known.refundId === undefined) {
    throw new Refusal(
      409,
      razorpayErrorBody('A request with this idempotency key is in progress.', { reason: 'request_in_progress' }),
    );
  }
  const first = known?.refundId && refunds.get(known.refundId);
  if (first) return first;

  const refund = createRefund(sandbox, payment, body);
  refundKeys.set(key, { fingerprint });
  await sleep(settings.refund_processing_ms);
  refundKeys.set(key, { fingerprint, refundId: refund.id });
  return refund;
}

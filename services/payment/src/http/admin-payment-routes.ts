import { adminPayments, listPaymentsQuery, refundAnswer, refundOrderBody } from '@campus/contracts/payments-api';
import { byId } from '@campus/contracts/values';
import { get, post, type Route } from '@campus/http/routes';
import type { SecurityLog } from '@campus/http/security-log';
import { paiseFromRupees } from '@campus/money/money';
import { refundOrder } from '../use-cases/refund-order.ts';
import type { PaymentReader, Transact } from '../use-cases/work.ts';
import { adminPaymentViewOf, mismatchViewOf, refundViewOf } from './payment-view.ts';

interface AdminMeans {
  transact: Transact;
  payments: PaymentReader;
  security: SecurityLog;
}

export function adminPaymentRoutes({ transact, payments, security }: AdminMeans): Route[] {
  return [
    get(
      '/api/v1/admin/payments',
      { may: ['admin'], summary: 'Payments, newest first', query: listPaymentsQuery, answer: adminPayments },
      async ({ query: { needs_attention, order_id: orderId, limit, cursor } }) => {
        const onlyAttention = needs_attention !== undefined && needs_attention !== 'false';
        const found = await payments.list({ onlyAttention, orderId, limit, before: cursor });
        const nextCursor = found.length === limit ? (found.at(-1)?.id ?? null) : null;
        const mismatches = await payments.mismatchesOf(found.map(({ id }) => id));
        const orphans =
          onlyAttention && cursor === undefined && orderId === undefined ? await payments.mismatchesOf(null) : [];
        return {
          payments: found.map((payment) => adminPaymentViewOf(payment, mismatches)),
          orphans: orphans.map(mismatchViewOf),
          next_cursor: nextCursor,
        };
      },
    ),
    post(
      '/api/v1/admin/orders/:id/refund',
      {
        may: ['admin'],
        idempotent: true,
        summary: 'Give money of an order back',
        params: byId,
        body: refundOrderBody,
        status: 201,
        answer: refundAnswer,
        errors: ['REFUND_EXCEEDS_PAYMENT', 'PAYMENT_DISPUTED'],
      },
      async ({ params, body, keyed, caller }) => {
        const amountPaise = body.amount === undefined ? undefined : paiseFromRupees(body.amount);
        const { reason, gateway_payment_id: gatewayPaymentId } = body;
        const wish = { orderId: params.id, amountPaise, reason, gatewayPaymentId };
        const answer = await transact(async (work) => {
          await work.requireNotRunning(keyed);
          const body = { refund: refundViewOf(await refundOrder(work, wish)) };
          await work.keepAnswer(keyed, { status: 201, body, isFinal: true });
          return body;
        });
        security.note('refund_requested', { by: caller.id, order_id: params.id, refund_id: answer.refund.id });
        return answer;
      },
    ),
  ];
}

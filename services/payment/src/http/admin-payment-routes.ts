import { adminPayments, listPaymentsQuery, refundAnswer, refundOrderBody } from '@campus/contracts/payments-api';
import { byId } from '@campus/contracts/values';
import { get, post, type Route } from '@campus/http/routes';
import { paiseFromRupees } from '@campus/money/money';
import { refundOrder } from '../use-cases/refund-order.ts';
import type { PaymentReader, Transact } from '../use-cases/work.ts';
import { adminPaymentViewOf, mismatchViewOf, refundViewOf } from './payment-view.ts';

export function adminPaymentRoutes({ transact, payments }: { transact: Transact; payments: PaymentReader }): Route[] {
  return [
    get(
      '/api/v1/admin/payments',
      { may: ['admin'], summary: 'Payments, newest first', query: listPaymentsQuery, answer: adminPayments },
      async ({ query: { needs_attention, limit, cursor } }) => {
        const onlyAttention = needs_attention !== undefined && needs_attention !== 'false';
        const found = await payments.list({ onlyAttention, limit, before: cursor });
        const nextCursor = found.length === limit ? (found.at(-1)?.id ?? null) : null;
        const mismatches = await payments.mismatchesOf(found.map(({ id }) => id));
        const orphans = onlyAttention && cursor === undefined ? await payments.mismatchesOf(null) : [];
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
      ({ params, body, keyed }) => {
        const amountPaise = body.amount === undefined ? undefined : paiseFromRupees(body.amount);
        const { reason, gateway_payment_id: gatewayPaymentId } = body;
        const wish = { orderId: params.id, amountPaise, reason, gatewayPaymentId };
        return transact(async (work) => {
          const answer = { refund: refundViewOf(await refundOrder(work, wish)) };
          await work.keepAnswer(keyed, { status: 201, body: answer });
          return answer;
        });
      },
    ),
  ];
}

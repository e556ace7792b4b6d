import { Router } from 'express';
import { z } from 'zod';
import { checkOut, checkoutSchema } from '../razorpay/checkout.ts';
import { settleRefund } from '../razorpay/create-refund.ts';
import { getPayment } from '../razorpay/find-entities.ts';
import { ledgerOf } from '../razorpay/ledger.ts';
import { unknownId } from '../razorpay/razorpay-error.ts';
import { REFUND_OUTCOMES } from '../razorpay/razorpay-state.ts';
import type { Sandbox } from '../sandbox.ts';

const settingsSchema = z.strictObject({
  unique_receipt: z.enum(['return_same', 'reject']).optional(),
  list_order: z.enum(['asc', 'desc']).optional(),
  refund_outcome: z.enum(REFUND_OUTCOMES).optional(),
  refund_delay_ms: z.number().int().min(0).optional(),
  refund_processing_ms: z.number().int().min(0).optional(),
});

const newestSchema = z.object({ newest: z.coerce.number().int().min(1).optional() });
const settleSchema = z.strictObject({ status: z.enum(['processed', 'failed']) });

/** The customer at the checkout, the bank behind a refund, and Razorpay's books. */
export function razorpayControlRoutes(sandbox: Sandbox): Router {
  return Router()
    .post('/checkout', (request, response) => void response.json(checkOut(sandbox, checkoutSchema.parse(request.body))))
    .get('/settings', (_request, response) => void response.json(sandbox.razorpay.settings))
    .post('/settings', (request, response) => {
      response.json(Object.assign(sandbox.razorpay.settings, settingsSchema.parse(request.body)));
    })
    .post('/refunds/:id/settle', (request, response) => {
      const refund = sandbox.razorpay.refunds.get(request.params.id);
      if (!refund) throw unknownId();
      const { status } = settleSchema.parse(request.body);
      settleRefund(sandbox, { refund, payment: getPayment(sandbox, refund.payment_id), status });
      response.json(refund);
    })
    .get('/orders', (_request, response) => {
      response.json({ orders: [...sandbox.razorpay.orders.values()].map((order) => order.entity) });
    })
    .get(
      '/ledger',
      (request, response) => void response.json(ledgerOf(sandbox, newestSchema.parse(request.query).newest)),
    );
}

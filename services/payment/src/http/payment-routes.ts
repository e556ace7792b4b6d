import {
  byOrderId,
  openPaymentBody,
  paymentAnswer,
  verifyPaymentAnswer,
  verifyPaymentBody,
} from '@campus/contracts/payments-api';
import { get, post, type Route } from '@campus/http/routes';
import { type OpenPaymentMeans, openPayment } from '../use-cases/open-payment.ts';
import { ownPayment } from '../use-cases/own-payment.ts';
import { type VerifyMeans, verifyPayment } from '../use-cases/verify-payment.ts';
import { paymentViewOf } from './payment-view.ts';

export function paymentRoutes(means: OpenPaymentMeans & VerifyMeans, keyId: string): Route[] {
  return [
    post(
      '/internal/payments',
      {
        may: ['consumer'],
        summary: 'The payment of an order, for ordering in the name of the customer',
        body: openPaymentBody,
        status: 201,
        answer: paymentAnswer,
      },
      async ({ body, caller }) => {
        const wish = { orderId: body.order_id, userId: caller.id, amountPaise: body.amount_paise };
        return { payment: paymentViewOf(await openPayment(means, wish), keyId) };
      },
    ),
    get(
      '/api/v1/payments/orders/:order_id',
      { may: ['consumer'], summary: 'The payment of an own order', params: byOrderId, answer: paymentAnswer },
      async ({ params, caller }) => {
        const payment = await ownPayment(means, { orderId: params.order_id, userId: caller.id });
        return { payment: paymentViewOf(payment, keyId) };
      },
    ),
    post(
      '/api/v1/payments/verify',
      {
        may: ['consumer'],
        summary: 'Tell that the checkout succeeded',
        body: verifyPaymentBody,
        answer: verifyPaymentAnswer,
        errors: ['NOT_FOUND', 'PAYMENT_FAILED'],
      },
      async ({ body, caller }) => {
        const { status, orderId } = await verifyPayment(means, {
          userId: caller.id,
          gatewayOrderId: body.razorpay_order_id,
          gatewayPaymentId: body.razorpay_payment_id,
          signature: body.razorpay_signature,
        });
        return { status, order_id: orderId };
      },
    ),
  ];
}

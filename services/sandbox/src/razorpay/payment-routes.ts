import { Router } from 'express';
import type { Sandbox } from '../sandbox.ts';
import { emitEvents } from '../webhooks/emit-events.ts';
import { collectionOf } from './collection.ts';
import { getOrder, getPayment } from './find-entities.ts';
import { capturePayment } from './payment-life.ts';
import { badRequest } from './razorpay-error.ts';
import type { PaymentEntity } from './razorpay-state.ts';

export function paymentRoutes(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true })
    .get('/payments', (request, response) => {
      const payments = [...sandbox.razorpay.payments.values()].map((payment) => payment.entity);
      response.json(collectionOf(payments, { query: request.query, listOrder: sandbox.razorpay.settings.list_order }));
    })
    .get('/payments/:id', (request, response) => void response.json(getPayment(sandbox, request.params.id).entity))
    .post('/payments/:id/capture', (request, response) => {
      response.json(captureNow(sandbox, request.params.id, request.body ?? {}));
    });
}

function captureNow(
  sandbox: Sandbox,
  id: string,
  { amount, currency }: { amount?: unknown; currency?: unknown },
): PaymentEntity {
  const payment = getPayment(sandbox, id);
  const order = getOrder(sandbox, payment.entity.order_id);
  if (payment.entity.captured) throw badRequest('This payment has already been captured');
  if (order.entity.status === 'paid') {
    throw badRequest('Your payment could not be completed as the order is already paid.');
  }
  if (payment.entity.status !== 'authorized') {
    throw badRequest('Only payments which have been authorized and not yet captured can be captured');
  }
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
    throw badRequest('The amount must be an integer.', { field: 'amount' });
  }
  if (amount !== payment.entity.amount || (currency ?? 'INR') !== payment.entity.currency) {
    throw badRequest('Capture amount must be equal to the amount authorized', { field: 'amount' });
  }
  emitEvents(sandbox, capturePayment(order, payment));
  return payment.entity;
}

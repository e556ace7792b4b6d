import { Router } from 'express';
import type { Sandbox } from '../sandbox.ts';
import { collectionOf, wholeCollection } from './collection.ts';
import { getPayment, inListOrder } from './find-entities.ts';
import { unknownId } from './razorpay-error.ts';
import { recon } from './recon.ts';
import { refundOnce } from './refund-once.ts';

export function refundRoutes(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true })
    .post('/payments/:id/refund', async (request, response) => {
      const key = request.get('x-refund-idempotency');
      response.json(await refundOnce(sandbox, { paymentId: request.params.id, body: request.body ?? {}, key }));
    })
    .get('/payments/:id/refunds', (request, response) => {
      const { refunds } = getPayment(sandbox, request.params.id);
      response.json(wholeCollection(inListOrder(sandbox, refunds)));
    })
    .get('/payments/:id/refunds/:refundId', (request, response) => {
      const { refunds } = getPayment(sandbox, request.params.id);
      const refund = refunds.find(({ id }) => id === request.params.refundId);
      if (!refund) throw unknownId();
      response.json(refund);
    })
    .get('/refunds', (request, response) => {
      const refunds = sandbox.razorpay.refunds.values();
      response.json(collectionOf(refunds, { query: request.query, listOrder: sandbox.razorpay.settings.list_order }));
    })
    .get('/refunds/:id', (request, response) => {
      const refund = sandbox.razorpay.refunds.get(request.params.id);
      if (!refund) throw unknownId();
      response.json(refund);
    })
    .get('/settlements/recon/combined', (request, response) => void response.json(recon(sandbox, request.query)));
}

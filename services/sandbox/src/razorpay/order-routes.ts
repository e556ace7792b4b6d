import { Router } from 'express';
import { razorpayId } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import { collectionOf, wholeCollection } from './collection.ts';
import { getOrder, inListOrder } from './find-entities.ts';
import { badRequest } from './razorpay-error.ts';
import type { Order } from './razorpay-state.ts';
import { readNotes } from './read-notes.ts';
import { type NewOrder, readOrder } from './read-order.ts';

export function orderRoutes(sandbox: Sandbox): Router {
  return Router({ caseSensitive: true })
    .post(
      '/orders',
      (request, response) => void response.json(createOrder(sandbox, readOrder(request.body ?? {})).entity),
    )
    .get('/orders', (request, response) => {
      const { receipt, authorized } = request.query;
      const orders = [...sandbox.razorpay.orders.values()]
        .filter((order) => receipt === undefined || order.entity.receipt === receipt)
        .filter((order) => authorized === undefined || hasAuthorised(order) === (authorized === '1'))
        .map((order) => order.entity);
      response.json(collectionOf(orders, { query: request.query, listOrder: sandbox.razorpay.settings.list_order }));
    })
    .get('/orders/:id', (request, response) => void response.json(getOrder(sandbox, request.params.id).entity))
    .get('/orders/:id/payments', (request, response) => {
      const { payments } = getOrder(sandbox, request.params.id);
      const entities = payments.map((payment) => payment.entity);
      response.json(wholeCollection(inListOrder(sandbox, entities)));
    })
    .patch('/orders/:id', (request, response) => {
      const { entity } = getOrder(sandbox, request.params.id);
      entity.notes = readNotes(request.body?.notes);
      response.json(entity);
    });
}

function createOrder(sandbox: Sandbox, { amount, currency, receipt, notes, capture, uniqueReceipt }: NewOrder): Order {
  const { orders, ordersByReceipt, settings } = sandbox.razorpay;
  const same = receipt === null ? undefined : ordersByReceipt.get(receipt);
  if (same && uniqueReceipt === 'unique') {
    if (settings.unique_receipt === 'return_same') return same;
    throw badRequest('Order receipt should be unique.', { field: 'receipt' });
  }
  const order: Order = {
    entity: {
      id: razorpayId(sandbox.random, 'order'),
      entity: 'order',
      amount,
      amount_paid: 0,
      amount_due: amount,
      currency,
      receipt,
      offer_id: null,
      status: 'created',
      attempts: 0,
      notes,
      created_at: Math.floor(Date.now() / 1000),
    },
    capture,
    payments: [],
  };
  orders.set(order.entity.id, order);
  if (receipt !== null && !same) ordersByReceipt.set(receipt, order);
  return order;
}

function hasAuthorised({ payments }: Order): boolean {
  return payments.some((payment) => payment.entity.status === 'authorized');
}

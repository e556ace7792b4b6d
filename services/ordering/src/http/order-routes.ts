import { viewOfOrder } from '@campus/contracts/order-state';
import {
  cancelOrderBody,
  orderAnswer,
  orderListAnswer,
  orderListQuery,
  orderStatusAnswer,
  type PlaceOrderBody,
  placedOrderAnswer,
  placeOrderBody,
  quoteAnswer,
  reorderAnswer,
} from '@campus/contracts/orders-api';
import { byId } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { get, post, type Route } from '@campus/http/routes';
import type { Order } from '../domain/order.ts';
import { stateOf } from '../domain/order-event.ts';
import { customerOrder, customerOrderStatus, customerOrders } from '../queries/customer-orders.ts';
import { orderQuote } from '../queries/order-quote.ts';
import { reorderQuote } from '../queries/reorder-quote.ts';
import { cancelOwnOrder } from '../use-cases/cancel-own-order.ts';
import { placeCashOrder, placeUnpaidOrder } from '../use-cases/place-order.ts';
import type { Placing, Transact } from '../use-cases/work.ts';
import { ifMatch } from './if-match.ts';
import type { RequestPayment } from './request-payment.ts';

const consumer = ['consumer'] as const;

export interface OrderDoors {
  db: Db;
  transact: Transact;
  placing: Placing;
  requestPayment: RequestPayment;
  clock: () => Date;
  timeZone: string;
}

/** The customer's doors. */
export function orderRoutes({ db, transact, placing, requestPayment, clock, timeZone }: OrderDoors): Route[] {
  return [
    post(
      '/api/v1/orders',
      {
        may: consumer,
        idempotent: true,
        summary: 'Place an order',
        body: placeOrderBody,
        status: 201,
        answer: placedOrderAnswer,
        errors: [
          'CART_EMPTY',
          'AMOUNT_TOO_SMALL',
          'RESTAURANT_CLOSED',
          'ITEM_UNAVAILABLE',
          'ORDER_LIMIT_REACHED',
          'PAYMENT_METHOD_UNAVAILABLE',
          'DELIVERY_UNAVAILABLE',
          'TOO_MANY_UNPAID_ORDERS',
        ],
      },
      async ({ body, caller, keyed }) => {
        const { paymentMethod, ...wish } = wishOf(body);
        const isFinal = paymentMethod === 'cash';
        const answer = (placed: Order) => ({ status: 201, body: { ...shown(placed), payment: null }, isFinal });
        const command = { customerId: caller.id, keyed, answer, ...wish };
        const order =
          paymentMethod === 'cash'
            ? await placing((work) => placeCashOrder(work, { ...command, paymentMethod }))
            : await transact((work) => placeUnpaidOrder(work, { ...command, paymentMethod }));
        const payment = order.paymentMethod === 'upi' ? await requestPayment(order, caller.token) : null;
        return { ...shown(order), payment };
      },
    ),
    post(
      '/api/v1/orders/quote',
      {
        may: consumer,
        summary: 'What an order would cost now',
        body: placeOrderBody,
        answer: quoteAnswer,
        errors: ['CART_EMPTY'],
      },
      async ({ body }) => ({ quote: await orderQuote(db, { ...wishOf(body), now: clock(), timeZone }) }),
    ),
    post(
      '/api/v1/orders/:id/reorder',
      { may: consumer, summary: 'The same lines today', params: byId, answer: reorderAnswer },
      ({ params, caller }) => reorderQuote(db, { orderId: params.id, customerId: caller.id, now: clock(), timeZone }),
    ),
    get(
      '/api/v1/orders',
      { may: consumer, summary: 'My orders, newest first', query: orderListQuery, answer: orderListAnswer },
      ({ query, caller }) => customerOrders(db, { customerId: caller.id, ...query }),
    ),
    get(
      '/api/v1/orders/:id',
      { may: consumer, summary: 'One of my orders', params: byId, answer: orderAnswer },
      async ({ params, caller }) => ({ order: await customerOrder(db, { orderId: params.id, customerId: caller.id }) }),
    ),
    get(
      '/api/v1/orders/:id/status',
      { may: consumer, summary: 'The status of one of my orders', params: byId, answer: orderStatusAnswer },
      ({ params, caller }) => customerOrderStatus(db, { orderId: params.id, customerId: caller.id }),
    ),
    post(
      '/api/v1/orders/:id/cancel',
      {
        may: consumer,
        idempotent: true,
        summary: 'Cancel while received',
        params: byId,
        body: cancelOrderBody,
        answer: orderAnswer,
        errors: ['INVALID_TRANSITION', 'VERSION_CONFLICT'],
        headers: ['If-Match'],
      },
      ({ params, body, caller, request, keyed }) =>
        transact(async (work) => {
          await work.requireNotRunning(keyed);
          const version = body.version ?? ifMatch(request);
          const answer = shown(await cancelOwnOrder(work, { orderId: params.id, customerId: caller.id, version }));
          await work.keepAnswer(keyed, { status: 200, body: answer, isFinal: true });
          return answer;
        }),
    ),
  ];
}

function shown(order: Order) {
  return { order: viewOfOrder(stateOf(order)) };
}

function wishOf(body: PlaceOrderBody) {
  return {
    lines: body.items.map(({ menu_item_id, quantity }) => ({ menuItemId: menu_item_id, quantity })),
    orderType: body.order_type,
    paymentMethod: body.payment_method,
    specialInstructions: body.special_instructions ?? null,
    deliveryAddress: body.delivery_address ?? null,
  };
}

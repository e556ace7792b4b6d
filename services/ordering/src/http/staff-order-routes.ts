import type { Caller } from '@campus/auth/verify-token';
import { type Actor, viewOfOrder } from '@campus/contracts/order-state';
import {
  assignDeliveryBody,
  assignmentAnswer,
  changeStatusBody,
  estimateBody,
  markPaidBody,
  orderAnswer,
  orderListAnswer,
  staffOrderAnswer,
  staffOrderListQuery,
} from '@campus/contracts/orders-api';
import { byId } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { del, get, patch, post, type Route } from '@campus/http/routes';
import type { Order } from '../domain/order.ts';
import { stateOf } from '../domain/order-event.ts';
import { staffOrder, staffOrders } from '../queries/staff-orders.ts';
import { acknowledgeOrder } from '../use-cases/acknowledge-order.ts';
import { advanceOrder } from '../use-cases/advance-order.ts';
import { assignDelivery, unassignDelivery } from '../use-cases/assign-delivery.ts';
import { receiveCash } from '../use-cases/receive-cash.ts';
import { reestimateOrder } from '../use-cases/reestimate-order.ts';
import type { Transact } from '../use-cases/work.ts';
import { ifMatch } from './if-match.ts';

const kitchenOrAdmin = ['kitchen', 'admin'] as const;
const admin = ['admin'] as const;
// What moves an order can come too late, or after somebody else.
const moving = { errors: ['INVALID_TRANSITION', 'VERSION_CONFLICT'], headers: ['If-Match'] } as const;

/** The doors of kitchen and office. */
export function staffOrderRoutes({ db, transact }: { db: Db; transact: Transact }): Route[] {
  return [
    get(
      '/api/v1/admin/orders',
      { may: kitchenOrAdmin, summary: 'Orders by filter', query: staffOrderListQuery, answer: orderListAnswer },
      ({ query, caller }) => {
        const includeUnconfirmed = caller.role === 'admin' && query.include_unconfirmed === 'true';
        return staffOrders(db, { ...query, includeUnconfirmed });
      },
    ),
    get(
      '/api/v1/admin/orders/:id',
      { may: kitchenOrAdmin, summary: 'One order with its history', params: byId, answer: staffOrderAnswer },
      async ({ params, caller }) => ({
        order: await staffOrder(db, { orderId: params.id, includeUnconfirmed: caller.role === 'admin' }),
      }),
    ),
    patch(
      '/api/v1/admin/orders/:id/status',
      {
        may: kitchenOrAdmin,
        ...moving,
        summary: 'Take a step',
        params: byId,
        body: changeStatusBody,
        answer: orderAnswer,
      },
      async ({ params, body, caller, request }) => {
        const { status, reason, estimated_ready_time: ready } = body;
        const step = { to: status, reason, readyTime: ready === undefined ? undefined : new Date(ready) };
        const version = body.version ?? ifMatch(request);
        return shown(
          await transact((work) => advanceOrder(work, { orderId: params.id, by: actorOf(caller), version, ...step })),
        );
      },
    ),
    patch(
      '/api/v1/admin/orders/:id/payment-status',
      {
        may: kitchenOrAdmin,
        ...moving,
        summary: 'Cash was received',
        params: byId,
        body: markPaidBody,
        answer: orderAnswer,
      },
      async ({ params, body, caller, request }) => {
        const command = { orderId: params.id, by: actorOf(caller), version: body.version ?? ifMatch(request) };
        return shown(await transact((work) => receiveCash(work, command)));
      },
    ),
    patch(
      '/api/v1/admin/orders/:id/estimate',
      {
        may: kitchenOrAdmin,
        ...moving,
        summary: 'A new ready time',
        params: byId,
        body: estimateBody,
        answer: orderAnswer,
      },
      async ({ params, body, caller, request }) => {
        const readyTime = new Date(body.estimated_ready_time);
        const version = body.version ?? ifMatch(request);
        const command = { orderId: params.id, by: actorOf(caller), version, readyTime };
        return shown(await transact((work) => reestimateOrder(work, command)));
      },
    ),
    post(
      '/api/v1/admin/orders/:id/assign-delivery',
      {
        may: admin,
        idempotent: true,
        summary: 'Give a delivery to a person',
        params: byId,
        body: assignDeliveryBody,
        status: 201,
        answer: assignmentAnswer,
        errors: ['INVALID_TRANSITION', 'DELIVERY_UNAVAILABLE'],
      },
      ({ params, body, caller, keyed }) =>
        transact(async (work) => {
          await work.requireNotRunning(keyed);
          const command = { orderId: params.id, by: actorOf(caller), staffId: body.staff_id };
          const answer = { assignment: assignmentOf(await assignDelivery(work, command)) };
          await work.keepAnswer(keyed, { status: 201, body: answer, isFinal: true });
          return answer;
        }),
    ),
    del(
      '/api/v1/admin/orders/:id/assign-delivery',
      { may: admin, summary: 'Take a delivery back', params: byId, errors: ['INVALID_TRANSITION'] },
      async ({ params, caller }) => {
        await transact((work) => unassignDelivery(work, { orderId: params.id, by: actorOf(caller) }));
      },
    ),
    post(
      '/internal/orders/:id/acknowledge',
      { may: kitchenOrAdmin, summary: 'The kitchen saw the order', params: byId, answer: orderAnswer },
      async ({ params, caller }) =>
        shown(await transact((work) => acknowledgeOrder(work, { orderId: params.id, by: actorOf(caller) }))),
    ),
  ];
}

function actorOf({ id, role }: Caller): Actor {
  return { id, role };
}

function shown(order: Order) {
  return { order: viewOfOrder(stateOf(order)) };
}

function assignmentOf(order: Order) {
  const { assignment } = stateOf(order);
  if (!assignment) throw new Error(`Order ${order.id} has no delivery job after it was assigned`);
  return assignment;
}

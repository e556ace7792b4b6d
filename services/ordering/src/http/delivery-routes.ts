import { viewOfOrder } from '@campus/contracts/order-state';
import { deliveryStepBody, orderAnswer, orderListAnswer } from '@campus/contracts/orders-api';
import { byId } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { get, patch, type Route } from '@campus/http/routes';
import { stateOf } from '../domain/order-event.ts';
import { deliveryJob, deliveryJobs } from '../queries/delivery-jobs.ts';
import { deliverOrder } from '../use-cases/deliver-order.ts';
import type { Transact } from '../use-cases/work.ts';

const delivery = ['delivery'] as const;

/** The doors of the delivery people: their own jobs and no others. */
export function deliveryRoutes({ db, transact }: { db: Db; transact: Transact }): Route[] {
  return [
    get(
      '/api/v1/delivery/orders',
      { may: delivery, summary: 'My open jobs', answer: orderListAnswer },
      async ({ caller }) => ({ orders: await deliveryJobs(db, caller.id), next_cursor: null }),
    ),
    get(
      '/api/v1/delivery/orders/:id',
      { may: delivery, summary: 'One of my jobs', params: byId, answer: orderAnswer },
      async ({ params, caller }) => ({ order: await deliveryJob(db, { orderId: params.id, staffId: caller.id }) }),
    ),
    patch(
      '/api/v1/delivery/orders/:id/status',
      {
        may: delivery,
        summary: 'A step of my job',
        params: byId,
        body: deliveryStepBody,
        answer: orderAnswer,
        errors: ['INVALID_TRANSITION'],
      },
      async ({ params, body, caller }) => {
        const { status: to, cash_collected: cashCollected = false, reason = null } = body;
        const command = { orderId: params.id, riderId: caller.id, to, cashCollected, reason };
        return { order: viewOfOrder(stateOf(await transact((work) => deliverOrder(work, command)))) };
      },
    ),
  ];
}

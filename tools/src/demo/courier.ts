import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from '@campus/contracts/order-state';
import { assignmentAnswer, orderAnswer, orderListAnswer } from '@campus/contracts/orders-api';
import { SetupFault } from '../platform/setup-fault.ts';
import { inRupees } from './in-rupees.ts';
import type { Stage } from './stage.ts';

const RIDING_MS = 300;

export interface Courier {
  /** Resolves when the order has been delivered. One ride after the other. */
  take(order: OrderView): Promise<void>;
}

/** The admin assigns a finished delivery to the rider, who brings it and collects the cash. */
export function hireCourier({ timeline, admin, rider }: Stage): Courier {
  let rides: Promise<void> = Promise.resolve();

  async function ride(order: OrderView): Promise<void> {
    const number = order.order_number;
    await timeline.step(rider.name, `finds ${number} among the jobs`, async () => {
      const { orders } = await rider.ask('GET', '/api/v1/delivery/orders', orderListAnswer);
      if (!orders.some(({ id }) => id === order.id)) throw new SetupFault(`${number} is not among the rider's jobs.`);
    });
    timeline.mark(`out_for_delivery ${order.id}`);
    await timeline.step(rider.name, `picks up ${number}`, () => report(order, { status: 'picked_up' }));
    await sleep(RIDING_MS);
    const cash = order.payment_method === 'cash';
    timeline.mark(`completed ${order.id}`);
    await timeline.step(rider.name, `delivers ${number}${cash ? ` and collects ${inRupees(order.total)}` : ''}`, () =>
      report(order, { status: 'delivered', ...(cash && { cash_collected: true }) }),
    );
  }

  function report(order: OrderView, step: object) {
    return rider.ask('PATCH', `/api/v1/delivery/orders/${order.id}/status`, orderAnswer, step);
  }

  return {
    async take(order) {
      const path = `/api/v1/admin/orders/${order.id}/assign-delivery`;
      await timeline.step(admin.name, `gives ${order.order_number} to ${rider.name}`, () =>
        admin.ask('POST', path, assignmentAnswer, { staff_id: rider.id }),
      );
      rides = rides.then(() => ride(order));
      await rides;
    },
  };
}

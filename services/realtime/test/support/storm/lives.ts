import {
  type OrderEvent,
  type OrderEventData,
  orderAcknowledged,
  orderAssignmentChanged,
  orderCancelled,
  orderConfirmed,
  orderEstimateChanged,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import type { Random } from '@campus/testing/random';
import { after, anOrder } from '../platform.ts';

/** One version of an order, as ordering commits and tells it. */
export interface Step {
  kind: OrderEvent;
  order: OrderState;
}

export interface People {
  customers: readonly [string, ...string[]];
  riders: readonly [string, ...string[]];
}

const example = orderPlaced.example as OrderEventData;

/** The versions through which one order goes, from placed to its end, along the transition table. */
export function lifeOf({ customers, riders }: People, random: Random): Step[] {
  const isCash = random.chance(0.5);
  const isDelivery = random.chance(0.4);
  const placed = anOrder(example, {
    user_id: random.pick(customers),
    order_type: isDelivery ? 'delivery' : 'pickup',
    payment_method: isCash ? 'cash' : 'upi',
    confirmed_at: isCash ? example.order.created_at : null,
  });
  const steps: Step[] = [{ kind: orderPlaced, order: placed }];
  const step = (kind: OrderEvent, changes: Partial<OrderState>) => {
    steps.push({ kind, order: after(steps.at(-1)?.order ?? placed, changes) });
  };
  const assign = (staff_id: string | null) =>
    step(orderAssignmentChanged, { assignment: staff_id ? job(staff_id) : null });

  if (!isCash) step(orderConfirmed, { payment_status: 'paid', confirmed_at: placed.created_at });
  if (random.chance(0.6)) step(orderAcknowledged, { acknowledged_at: placed.created_at });
  if (random.chance(0.15)) {
    step(orderCancelled, { status: 'cancelled', cancellation_reason: 'sold_out', acknowledged_at: null });
    if (!isCash) step(orderPaymentChanged, { payment_status: 'refunded' });
    return steps;
  }
  step(orderStatusChanged, { status: 'preparing', estimated_ready_time: '2026-02-13T09:00:00.000Z' });
  if (random.chance(0.3)) step(orderEstimateChanged, { estimated_ready_time: '2026-02-13T09:15:00.000Z' });
  if (isDelivery) {
    assign(random.pick(riders));
    for (let changes = random.whole(0, 3); changes > 0; changes -= 1) assign(random.pick(riders));
    if (random.chance(0.3)) assign(null);
    if (random.chance(0.9)) assign(random.pick(riders));
  }
  step(orderStatusChanged, { status: 'ready' });
  if (random.chance(0.2)) {
    step(orderStatusChanged, { status: 'preparing' });
    step(orderStatusChanged, { status: 'ready' });
  }
  if (isDelivery) step(orderStatusChanged, { status: 'out_for_delivery' });
  if (isCash) step(orderPaymentChanged, { payment_status: 'paid' });
  if (random.chance(0.85)) step(orderStatusChanged, { status: 'completed' });
  return steps;
}

function job(staff_id: string): NonNullable<OrderState['assignment']> {
  const assigned_at = example.order.created_at;
  return { staff_id, staff_name: 'Ravi', status: 'assigned', assigned_at, delivered_at: null, failure_reason: null };
}

import { z } from 'zod';
import { eventKind } from './event.ts';
import { type OrderChange, orderChange, orderState } from './order-state.ts';

const data = z.object({ order: orderState, change: orderChange });
export type OrderEventData = z.infer<typeof data>;

const at = '2026-02-13T08:30:00.000Z';

function example(change: Pick<OrderChange, 'version' | 'type' | 'from' | 'to'>, order: object = {}): OrderEventData {
  return {
    order: {
      id: '0195a000-0000-7000-8000-000000000001',
      order_number: 'ORD-20260213-042',
      user_id: '0195a000-0000-7000-8000-000000000002',
      customer_name: 'Asha',
      status: 'received',
      order_type: 'pickup',
      payment_method: 'upi',
      payment_status: 'pending',
      subtotal_paise: 46_000,
      delivery_charge_paise: 0,
      total_paise: 46_000,
      special_instructions: 'Extra spicy',
      delivery_address: null,
      cancellation_reason: null,
      business_day: '2026-02-13',
      slot: 'lunch',
      estimated_ready_time: null,
      confirmed_at: null,
      acknowledged_at: null,
      expires_at: null,
      created_at: at,
      updated_at: at,
      version: change.version,
      items: [
        {
          menu_item_id: '0195a000-0000-7000-8000-000000000003',
          item_name: 'Paneer Tikka',
          is_veg: true,
          item_price_paise: 23_000,
          quantity: 2,
          line_total_paise: 46_000,
        },
      ],
      assignment: null,
      ...order,
    },
    change: { ...change, by: { role: 'system', id: null }, at },
  };
}

/** A new order. A cash order is confirmed in the same moment (`confirmed_at` set); a UPI order is not yet. */
export const orderPlaced = eventKind(
  'order.placed',
  'order',
  data,
  example({ version: 1, type: 'placed', from: null, to: 'received' }),
);

/** The money of a UPI order was captured: from here on the kitchen knows it. */
export const orderConfirmed = eventKind(
  'order.confirmed',
  'order',
  data,
  example({ version: 3, type: 'confirmed', from: 'pending', to: 'paid' }, { payment_status: 'paid', confirmed_at: at }),
);

/** Any step of the transition table except cancellation. */
export const orderStatusChanged = eventKind(
  'order.status_changed',
  'order',
  data,
  example(
    { version: 4, type: 'status', from: 'received', to: 'preparing' },
    { status: 'preparing', payment_status: 'paid', confirmed_at: at },
  ),
);

export const orderCancelled = eventKind(
  'order.cancelled',
  'order',
  data,
  example(
    { version: 4, type: 'status', from: 'received', to: 'cancelled' },
    { status: 'cancelled', cancellation_reason: 'sold_out' },
  ),
);

/** `payment_status` or the payment itself changed without confirming the order: payment ready, cash received, refunded. */
export const orderPaymentChanged = eventKind(
  'order.payment_changed',
  'order',
  data,
  example({ version: 2, type: 'payment', from: 'pending', to: 'pending' }, { expires_at: '2026-02-13T08:45:00.000Z' }),
);

export const orderEstimateChanged = eventKind(
  'order.estimate_changed',
  'order',
  data,
  example({ version: 5, type: 'estimate', from: null, to: at }, { estimated_ready_time: at }),
);

export const orderAssignmentChanged = eventKind(
  'order.assignment_changed',
  'order',
  data,
  example({ version: 5, type: 'assignment', from: null, to: 'assigned' }),
);

export const orderAcknowledged = eventKind(
  'order.acknowledged',
  'order',
  data,
  example({ version: 4, type: 'acknowledged', from: null, to: null }, { acknowledged_at: at }),
);

/** Every event that can change what an order looks like, for consumers that keep a copy of orders. */
export const orderEvents = [
  orderPlaced,
  orderConfirmed,
  orderStatusChanged,
  orderCancelled,
  orderPaymentChanged,
  orderEstimateChanged,
  orderAssignmentChanged,
  orderAcknowledged,
] as const;
export type OrderEvent = (typeof orderEvents)[number];

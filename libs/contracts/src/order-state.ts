import { rupeesFromPaise } from '@campus/money/money';
import { z } from 'zod';
import {
  assignmentStatus,
  day,
  id,
  instant,
  orderStatus,
  orderType,
  paise,
  paymentMethod,
  paymentStatus,
  rupees,
  staffRole,
} from './values.ts';

export const orderLineState = z.object({
  menu_item_id: id,
  item_name: z.string(),
  is_veg: z.boolean(),
  item_price_paise: paise,
  quantity: z.int().min(1),
  line_total_paise: paise,
});

export const assignmentState = z.object({
  staff_id: id,
  staff_name: z.string(),
  status: assignmentStatus,
  assigned_at: instant,
  delivered_at: instant.nullable(),
  failure_reason: z.string().nullable(),
});

/** The whole of an order, as every order event carries it. */
export const orderState = z.object({
  id,
  order_number: z.string(),
  user_id: id,
  customer_name: z.string().nullable(),
  status: orderStatus,
  order_type: orderType,
  payment_method: paymentMethod,
  payment_status: paymentStatus,
  subtotal_paise: paise,
  delivery_charge_paise: paise,
  total_paise: paise,
  special_instructions: z.string().nullable(),
  delivery_address: z.string().nullable(),
  cancellation_reason: z.string().nullable(),
  business_day: day,
  slot: z.string(),
  estimated_ready_time: instant.nullable(),
  confirmed_at: instant.nullable(),
  /** The business day on which it was confirmed: the one on which the open window opened. Sales are counted on it. */
  confirmed_day: day.nullable().optional(),
  acknowledged_at: instant.nullable(),
  expires_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
  version: z.int().positive(),
  items: z.array(orderLineState),
  assignment: assignmentState.nullable(),
});
export type OrderState = z.infer<typeof orderState>;

/** Who made a change: the customer, a staff member or the platform itself. */
export const actor = z.object({
  role: z.union([staffRole, z.enum(['consumer', 'system'])]),
  id: id.nullable(),
});
export type Actor = z.infer<typeof actor>;

export const changeType = z.enum([
  'placed',
  'confirmed',
  'status',
  'payment',
  'estimate',
  'assignment',
  'acknowledged',
]);
export type ChangeType = z.infer<typeof changeType>;

/** One step of an order's history: what kind, from where to where, by whom and when. `version` is the order's after it. */
export const orderChange = z.object({
  version: z.int().positive(),
  type: changeType,
  from: z.string().nullable(),
  to: z.string().nullable(),
  by: actor,
  at: instant,
});
export type OrderChange = z.infer<typeof orderChange>;

/** An order at the API and on every screen: the document's column names, rupees, and the version that orders messages. */
export const orderView = z.object({
  ...orderState.omit({ subtotal_paise: true, delivery_charge_paise: true, total_paise: true, items: true }).shape,
  subtotal: rupees,
  delivery_charge: rupees,
  total: rupees,
  items: z.array(
    z.object({
      ...orderLineState.omit({ item_price_paise: true, line_total_paise: true }).shape,
      item_price: rupees,
      line_total: rupees,
    }),
  ),
});
export type OrderView = z.infer<typeof orderView>;

/** The one mapping from an order's state to what clients see, used by ordering's answers and realtime's cards alike. */
export function viewOfOrder(state: OrderState): OrderView {
  const { subtotal_paise, delivery_charge_paise, total_paise, items, ...same } = state;
  return {
    ...same,
    subtotal: rupeesFromPaise(subtotal_paise),
    delivery_charge: rupeesFromPaise(delivery_charge_paise),
    total: rupeesFromPaise(total_paise),
    items: items.map(({ item_price_paise, line_total_paise, ...line }) => ({
      ...line,
      item_price: rupeesFromPaise(item_price_paise),
      line_total: rupeesFromPaise(line_total_paise),
    })),
  };
}

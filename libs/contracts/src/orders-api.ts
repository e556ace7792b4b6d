import { z } from 'zod';
import { assignmentState, orderChange, orderView } from './order-state.ts';
import {
  chosenDay,
  chosenInstant,
  id,
  instant,
  orderStatus,
  orderType,
  page,
  paymentMethod,
  paymentStatus,
  rupees,
  text,
} from './values.ts';

const line = z.strictObject({ menu_item_id: id, quantity: z.int().min(1).max(1_000) });

/** An empty cart passes here: it has its own code, `CART_EMPTY`. */
export const placeOrderBody = z.strictObject({
  items: z.array(line).max(200),
  order_type: orderType,
  payment_method: paymentMethod,
  special_instructions: text(500).nullish(),
  delivery_address: text(500).nullish(),
});
export type PlaceOrderBody = z.infer<typeof placeOrderBody>;

/** What the checkout needs; `null` when the order is paid in cash or the gateway could not be reached in time. */
export const checkout = z
  .object({
    gateway_order_id: z.string(),
    amount: rupees,
    currency: z.literal('INR'),
    key_id: z.string(),
  })
  .nullable();

export const placedOrderAnswer = z.object({ order: orderView, payment: checkout });
export const orderAnswer = z.object({ order: orderView });
/** Orders are listed by id: the last one shown is the cursor. */
const orderPage = { ...page, cursor: id.optional() };

export const orderListQuery = z.strictObject(orderPage);
export const orderListAnswer = z.object({ orders: z.array(orderView), next_cursor: z.string().nullable() });

export const orderStatusAnswer = z.object({
  status: orderStatus,
  payment_status: paymentStatus,
  version: z.int(),
  estimated_ready_time: instant.nullable(),
  updated_at: instant,
});

export const cancelOrderBody = z.strictObject({ version: z.int().positive().optional() }).default({});

export const quoteAnswer = z.object({
  quote: z.object({
    items: z.array(
      z.object({
        menu_item_id: id,
        item_name: z.string(),
        item_price: rupees,
        quantity: z.int(),
        line_total: rupees,
      }),
    ),
    subtotal: rupees,
    delivery_charge: rupees,
    total: rupees,
    problems: z.array(z.object({ code: z.string(), menu_item_id: id.nullable(), message: z.string() })),
  }),
});

/** The quote of an old order's lines today, and how they differ from then: gone from the menu, or another price. */
export const reorderAnswer = z.object({
  ...quoteAnswer.shape,
  changes: z.array(
    z.object({
      menu_item_id: id,
      item_name: z.string(),
      change: z.enum(['gone', 'repriced']),
      old_price: rupees,
      new_price: rupees.nullable(),
    }),
  ),
});

/** Why staff cancelled; the customer reads it in words. */
export const staffCancellationReason = z.enum(['sold_out', 'too_busy', 'closing', 'customer_request', 'other']);

export const staffOrderView = z.object({
  ...orderView.shape,
  history: z.array(orderChange),
  payment: z.object({
    method: paymentMethod,
    status: paymentStatus,
    amount: rupees,
    gateway_order_id: z.string().nullable(),
  }),
});
export const staffOrderAnswer = z.object({ order: staffOrderView });

export const staffOrderListQuery = z.strictObject({
  ...orderPage,
  status: orderStatus.optional(),
  type: orderType.optional(),
  payment_status: paymentStatus.optional(),
  from: chosenDay.optional().meta({ description: 'The first business day.' }),
  to: chosenDay.optional().meta({ description: 'The last business day, included.' }),
  search: text(100)
    .optional()
    .meta({ description: "Only orders whose number, or whose customer's name, begins with this." }),
  include_unconfirmed: z.enum(['true', 'false']).optional(),
  /** Only open deliveries that nobody has: not assigned yet, taken back, or failed. */
  needs_delivery: z.literal('true').optional(),
});
export type StaffOrderListQuery = z.infer<typeof staffOrderListQuery>;

export const changeStatusBody = z.strictObject({
  status: orderStatus,
  reason: staffCancellationReason.optional(),
  version: z.int().positive().optional(),
  estimated_ready_time: chosenInstant.optional(),
});
export const markPaidBody = z.strictObject({
  payment_status: z.literal('paid'),
  version: z.int().positive().optional(),
});
export const estimateBody = z.strictObject({
  estimated_ready_time: chosenInstant,
  version: z.int().positive().optional(),
});
export const assignDeliveryBody = z.strictObject({ staff_id: id });
export const assignmentAnswer = z.object({ assignment: assignmentState });

export const deliveryStepBody = z.strictObject({
  status: z.enum(['picked_up', 'delivered', 'failed']),
  cash_collected: z.boolean().optional(),
  reason: text(300).optional(),
});

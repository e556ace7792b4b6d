import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import type { Assignment, Decision, Order, OrderLine } from '../domain/order.ts';

/** A row of `orders` with its lines and its delivery job, as `SELECT_ORDER` gives it. NUMERIC comes as text. */
export interface OrderRow {
  id: string;
  order_number: string;
  user_id: string;
  customer_name: string | null;
  status: Order['status'];
  order_type: Order['orderType'];
  payment_method: Order['paymentMethod'];
  payment_status: Order['paymentStatus'];
  subtotal: string;
  delivery_charge: string;
  total: string;
  special_instructions: string | null;
  delivery_address: string | null;
  cancellation_reason: string | null;
  business_day: string;
  slot: string;
  estimated_ready_time: Date | null;
  confirmed_at: Date | null;
  confirmed_day: string | null;
  acknowledged_at: Date | null;
  expires_at: Date | null;
  gateway_order_id: string | null;
  created_at: Date;
  updated_at: Date;
  version: number;
  lines: LineJson[];
  assignment: AssignmentJson | null;
}

interface LineJson {
  menu_item_id: string;
  item_name: string;
  is_veg: boolean;
  item_price: string;
  quantity: number;
  line_total: string;
}

interface AssignmentJson {
  staff_id: string;
  staff_name: string;
  status: Assignment['status'];
  assigned_at: string;
  delivered_at: string | null;
  failure_reason: string | null;
}

/** Orders with their lines and job in one round trip; money inside the JSON is text, because a JSON number is a double. */
export const SELECT_ORDER = `
  select o.*,
    (select jsonb_agg(jsonb_build_object('menu_item_id', i.menu_item_id, 'item_name', i.item_name, 'is_veg', i.is_veg,
        'item_price', i.item_price::text, 'quantity', i.quantity, 'line_total', i.line_total::text) order by i.line)
      from order_items i where i.order_id = o.id) as lines,
    (select to_jsonb(a) from delivery_assignments a where a.order_id = o.id) as assignment
  from orders o`;

export function orderFrom(row: OrderRow): Order {
  return {
    id: row.id,
    orderNumber: row.order_number,
    customerId: row.user_id,
    customerName: row.customer_name,
    status: row.status,
    orderType: row.order_type,
    paymentMethod: row.payment_method,
    paymentStatus: row.payment_status,
    subtotalPaise: paiseFromNumeric(row.subtotal),
    deliveryChargePaise: paiseFromNumeric(row.delivery_charge),
    totalPaise: paiseFromNumeric(row.total),
    specialInstructions: row.special_instructions,
    deliveryAddress: row.delivery_address,
    cancellationReason: row.cancellation_reason,
    businessDay: row.business_day,
    slot: row.slot,
    estimatedReadyTime: row.estimated_ready_time,
    confirmedAt: row.confirmed_at,
    confirmedDay: row.confirmed_day,
    acknowledgedAt: row.acknowledged_at,
    expiresAt: row.expires_at,
    gatewayOrderId: row.gateway_order_id,
    placedAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    lines: row.lines.map(lineFrom),
    assignment: row.assignment && assignmentFrom(row.assignment),
  };
}

function lineFrom(line: LineJson): OrderLine {
  return {
    menuItemId: line.menu_item_id,
    itemName: line.item_name,
    isVeg: line.is_veg,
    itemPricePaise: paiseFromNumeric(line.item_price),
    quantity: line.quantity,
    lineTotalPaise: paiseFromNumeric(line.line_total),
  };
}

function assignmentFrom(assignment: AssignmentJson): Assignment {
  return {
    staffId: assignment.staff_id,
    staffName: assignment.staff_name,
    status: assignment.status,
    assignedAt: new Date(assignment.assigned_at),
    deliveredAt: assignment.delivered_at === null ? null : new Date(assignment.delivered_at),
    failureReason: assignment.failure_reason,
  };
}

/** The columns of `orders` for an order. */
export function rowOf(order: Order) {
  return {
    id: order.id,
    order_number: order.orderNumber,
    user_id: order.customerId,
    customer_name: order.customerName,
    order_type: order.orderType,
    payment_method: order.paymentMethod,
    subtotal: numericFromPaise(order.subtotalPaise),
    delivery_charge: numericFromPaise(order.deliveryChargePaise),
    total: numericFromPaise(order.totalPaise),
    special_instructions: order.specialInstructions,
    delivery_address: order.deliveryAddress,
    business_day: order.businessDay,
    slot: order.slot,
    created_at: order.placedAt,
    ...changingColumns(order),
  };
}

/** The columns that a decision can change. */
export function changingColumns(order: Order) {
  return {
    status: order.status,
    payment_status: order.paymentStatus,
    cancellation_reason: order.cancellationReason,
    estimated_ready_time: order.estimatedReadyTime,
    confirmed_at: order.confirmedAt,
    confirmed_day: order.confirmedDay,
    acknowledged_at: order.acknowledgedAt,
    expires_at: order.expiresAt,
    gateway_order_id: order.gatewayOrderId,
    updated_at: order.updatedAt,
    version: order.version,
  };
}

/** The rows of `order_items` for an order. */
export function lineRows({ id, lines }: Order) {
  return lines.map((line, index) => ({
    order_id: id,
    line: index + 1,
    menu_item_id: line.menuItemId,
    item_name: line.itemName,
    is_veg: line.isVeg,
    item_price: numericFromPaise(line.itemPricePaise),
    quantity: line.quantity,
    line_total: numericFromPaise(line.lineTotalPaise),
  }));
}

/** The rows of `order_events` for a decision: one per version. */
export function historyRows({ changes }: Decision) {
  return changes.map(({ order, change }) => ({
    order_id: order.id,
    version: order.version,
    type: change.type,
    from_value: change.from,
    to_value: change.to,
    by_role: change.by.role,
    by_id: change.by.id,
    at: change.at,
  }));
}

import type { DomainEvent } from '@campus/contracts/event';
import {
  type OrderEvent,
  orderAcknowledged,
  orderAssignmentChanged,
  orderCancelled,
  orderConfirmed,
  orderEstimateChanged,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { ChangeType, OrderChange, OrderState } from '@campus/contracts/order-state';
import type { Assignment, Change, Decision, Order } from './order.ts';

const KINDS: Record<Exclude<ChangeType, 'status'>, OrderEvent> = {
  placed: orderPlaced,
  confirmed: orderConfirmed,
  payment: orderPaymentChanged,
  estimate: orderEstimateChanged,
  assignment: orderAssignmentChanged,
  acknowledged: orderAcknowledged,
};

/** One event per version of the decision, each with the whole order as it was then. */
export function eventsOf({ changes }: Decision): DomainEvent<OrderEvent>[] {
  return changes.map(({ order, change }) => ({
    kind: kindOf(change),
    aggregateId: order.id,
    aggregateVersion: order.version,
    occurredAt: change.at,
    data: { order: stateOf(order), change: recorded(order, change) },
  }));
}

function kindOf({ type, to }: Change): OrderEvent {
  if (type === 'status') return to === 'cancelled' ? orderCancelled : orderStatusChanged;
  return KINDS[type];
}

function recorded({ version }: Order, { at, ...change }: Change): OrderChange {
  return { ...change, version, at: at.toISOString() };
}

/** The order in the words of the contracts. */
export function stateOf(order: Order): OrderState {
  return {
    id: order.id,
    order_number: order.orderNumber,
    user_id: order.customerId,
    customer_name: order.customerName,
    status: order.status,
    order_type: order.orderType,
    payment_method: order.paymentMethod,
    payment_status: order.paymentStatus,
    subtotal_paise: order.subtotalPaise,
    delivery_charge_paise: order.deliveryChargePaise,
    total_paise: order.totalPaise,
    special_instructions: order.specialInstructions,
    delivery_address: order.deliveryAddress,
    cancellation_reason: order.cancellationReason,
    business_day: order.businessDay,
    slot: order.slot,
    estimated_ready_time: iso(order.estimatedReadyTime),
    confirmed_at: iso(order.confirmedAt),
    confirmed_day: order.confirmedDay,
    acknowledged_at: iso(order.acknowledgedAt),
    expires_at: iso(order.expiresAt),
    created_at: order.placedAt.toISOString(),
    updated_at: order.updatedAt.toISOString(),
    version: order.version,
    items: order.lines.map((line) => ({
      menu_item_id: line.menuItemId,
      item_name: line.itemName,
      is_veg: line.isVeg,
      item_price_paise: line.itemPricePaise,
      quantity: line.quantity,
      line_total_paise: line.lineTotalPaise,
    })),
    assignment: order.assignment && assignmentState(order.assignment),
  };
}

/** The delivery job in the words of the contracts. */
export function assignmentState(assignment: Assignment) {
  return {
    staff_id: assignment.staffId,
    staff_name: assignment.staffName,
    status: assignment.status,
    assigned_at: assignment.assignedAt.toISOString(),
    delivered_at: iso(assignment.deliveredAt),
    failure_reason: assignment.failureReason,
  };
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}

import type { Actor, ChangeType } from '@campus/contracts/order-state';

export type OrderStatus = 'received' | 'preparing' | 'ready' | 'out_for_delivery' | 'completed' | 'cancelled';
export type PaymentStatus = 'pending' | 'paid' | 'failed' | 'refunded';

/** A dish as it was when ordered: later menu changes never touch it. */
export interface OrderLine {
  menuItemId: string;
  itemName: string;
  isVeg: boolean;
  itemPricePaise: number;
  quantity: number;
  lineTotalPaise: number;
}

export interface Assignment {
  staffId: string;
  staffName: string;
  status: 'assigned' | 'picked_up' | 'delivered' | 'failed';
  assignedAt: Date;
  deliveredAt: Date | null;
  failureReason: string | null;
}

export interface Order {
  id: string;
  orderNumber: string;
  customerId: string;
  customerName: string | null;
  status: OrderStatus;
  orderType: 'pickup' | 'delivery';
  paymentMethod: 'upi' | 'cash';
  paymentStatus: PaymentStatus;
  subtotalPaise: number;
  deliveryChargePaise: number;
  totalPaise: number;
  specialInstructions: string | null;
  deliveryAddress: string | null;
  cancellationReason: string | null;
  businessDay: string;
  slot: string;
  estimatedReadyTime: Date | null;
  /** When it began to count: a cash order when placed, a UPI order when its money was captured. */
  confirmedAt: Date | null;
  /** The business day on which it was confirmed. */
  confirmedDay: string | null;
  acknowledgedAt: Date | null;
  /** When an unpaid UPI order gives its place back; fixed when its payment exists. */
  expiresAt: Date | null;
  gatewayOrderId: string | null;
  placedAt: Date;
  updatedAt: Date;
  version: number;
  lines: OrderLine[];
  assignment: Assignment | null;
}

/** One step of an order's history, before it has its version. */
export interface Change {
  type: ChangeType;
  from: string | null;
  to: string | null;
  by: Actor;
  at: Date;
}

/** The order after a decision, and what happened on the way: one change per version, none when nothing was to do. */
export interface Decision {
  order: Order;
  changes: { order: Order; change: Change }[];
}

export const SYSTEM: Actor = { role: 'system', id: null };

/** Nothing to do: the fact is known already. */
export function unchanged(order: Order): Decision {
  return { order, changes: [] };
}

/** The order with the patch applied, one version further. */
export function changed(order: Order, patch: Partial<Order>, change: Change): Decision {
  const next = { ...order, ...patch, version: order.version + 1, updatedAt: change.at };
  return { order: next, changes: [{ order: next, change }] };
}

/** A second decision on top of a first one. */
export function followedBy(first: Decision, decide: (order: Order) => Decision): Decision {
  const second = decide(first.order);
  return { order: second.order, changes: [...first.changes, ...second.changes] };
}

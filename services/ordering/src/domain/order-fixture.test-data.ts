import type { Order } from './order.ts';

export const CUSTOMER = '0195a000-0000-7000-8000-000000000011';
export const RIDER = '0195a000-0000-7000-8000-000000000012';
const at = new Date('2026-02-13T08:30:00Z');

/** An ordinary confirmed order for the tests of the domain, changed as the test needs. */
export function orderLike(patch: Partial<Order>): Order {
  const delivery = patch.orderType === 'delivery';
  return {
    id: '0195a000-0000-7000-8000-000000000001',
    orderNumber: 'ORD-20260213-042',
    customerId: CUSTOMER,
    customerName: 'Asha',
    status: 'received',
    orderType: 'pickup',
    paymentMethod: 'upi',
    paymentStatus: 'pending',
    subtotalPaise: 46_000,
    deliveryChargePaise: 0,
    totalPaise: 46_000,
    specialInstructions: null,
    deliveryAddress: null,
    cancellationReason: null,
    businessDay: '2026-02-13',
    slot: 'lunch',
    estimatedReadyTime: null,
    confirmedAt: at,
    confirmedDay: '2026-02-13',
    acknowledgedAt: null,
    expiresAt: null,
    gatewayOrderId: null,
    placedAt: at,
    updatedAt: at,
    version: 1,
    lines: [],
    assignment: delivery
      ? {
          staffId: RIDER,
          staffName: 'Ravi',
          status: 'assigned',
          assignedAt: at,
          deliveredAt: null,
          failureReason: null,
        }
      : null,
    ...patch,
  };
}

import type { OrderView } from '@campus/contracts/order-state';
import type { Role } from '@campus/contracts/values';

export type Step = 'preparing' | 'ready' | 'out_for_delivery' | 'completed';
export type Action = Step | 'recall' | 'cash' | 'estimate' | 'cancel' | 'assign' | 'reassign' | 'unassign';

/** What this person can do with the order as it stands, by the server's table of transitions. */
export function actionsOf(order: OrderView, role: Role): ReadonlySet<Action> {
  const isAdmin = role === 'admin';
  const { status, confirmed_at, order_type, payment_status } = order;
  const isPickup = order_type === 'pickup';
  const isPaid = payment_status === 'paid';
  const cooking = status === 'received' || status === 'preparing';
  const delivery = isAdmin ? deliveryActions(order) : [];
  const possible: [Action, boolean][] = [
    ['preparing', status === 'received' && confirmed_at !== null],
    ['ready', status === 'preparing'],
    ['out_for_delivery', status === 'ready' && !isPickup && order.assignment !== null],
    ['completed', isPaid && ((status === 'ready' && isPickup) || (status === 'out_for_delivery' && isAdmin))],
    ['recall', status === 'ready'],
    ['cash', cashDue(order) > 0],
    ['estimate', cooking && confirmed_at !== null],
    ['cancel', cooking || (isAdmin && (status === 'ready' || status === 'out_for_delivery'))],
  ];
  return new Set([...possible.filter(([, is]) => is).map(([action]) => action), ...delivery]);
}

/** Cash that is still to be taken for the order. */
export function cashDue({ payment_method, payment_status, status, total }: OrderView): number {
  return payment_method === 'cash' && payment_status === 'pending' && status !== 'cancelled' ? total : 0;
}

function deliveryActions({ order_type, status, confirmed_at, assignment }: OrderView): Action[] {
  const isOpen = status !== 'completed' && status !== 'cancelled' && confirmed_at !== null;
  if (order_type !== 'delivery' || !isOpen) return [];
  if (assignment === null || assignment.status === 'failed') return ['assign'];
  return assignment.status === 'assigned' ? ['reassign', 'unassign'] : [];
}

import type { OrderView } from '@campus/contracts/order-state';

/** Where a job stands for its rider, the most pressing first. */
export const STAGES = ['onTheWay', 'ready', 'cooking'] as const;
export type Stage = (typeof STAGES)[number];

/** Whether an order is a job that its rider still has to do. */
export function isOpenJob({ status, assignment }: OrderView): boolean {
  const over = status === 'completed' || status === 'cancelled';
  return !over && (assignment?.status === 'assigned' || assignment?.status === 'picked_up');
}

export function stageOf({ status, assignment }: Pick<OrderView, 'status' | 'assignment'>): Stage {
  if (assignment?.status === 'picked_up') return 'onTheWay';
  // A delivery that failed for one rider is taken over by the next: there is nothing to cook any more.
  return status === 'ready' || status === 'out_for_delivery' ? 'ready' : 'cooking';
}

/** What the rider has to bring back; 0 when it is paid. */
export function rupeesToCollect({ payment_method, payment_status, total }: OrderView): number {
  return payment_method === 'cash' && payment_status === 'pending' ? total : 0;
}

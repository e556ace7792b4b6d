import type { ReceivedEvent } from '@campus/contracts/event';
import type { orderCancelled } from '@campus/contracts/order-events';
import { followCancelledOrder } from '../use-cases/follow-order.ts';
import type { Work } from '../use-cases/work.ts';

export async function onOrderCancelled(work: Work, { data }: ReceivedEvent<typeof orderCancelled>): Promise<void> {
  await followCancelledOrder(work, data.order);
}

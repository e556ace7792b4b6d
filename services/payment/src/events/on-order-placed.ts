import type { ReceivedEvent } from '@campus/contracts/event';
import type { orderPlaced } from '@campus/contracts/order-events';
import { followPlacedOrder } from '../use-cases/follow-order.ts';
import type { Work } from '../use-cases/work.ts';

export async function onOrderPlaced(work: Work, { data }: ReceivedEvent<typeof orderPlaced>): Promise<void> {
  await followPlacedOrder(work, data.order);
}

import type { ReceivedEvent } from '@campus/contracts/event';
import type { OrderEvent } from '@campus/contracts/order-events';
import { recordOrder } from '../use-cases/record-order.ts';
import type { Work } from '../use-cases/work.ts';

/** Every order event carries the whole order, so one handler hears them all. */
export async function onOrderEvent(work: Work, event: ReceivedEvent<OrderEvent>): Promise<void> {
  await recordOrder(work, event.data);
}

import type { ReceivedEvent } from '@campus/contracts/event';
import type { orderPaymentChanged } from '@campus/contracts/order-events';
import { followWaitingOrder } from '../use-cases/follow-order.ts';
import type { Work } from '../use-cases/work.ts';

export async function onOrderPaymentChanged(
  work: Work,
  { data }: ReceivedEvent<typeof orderPaymentChanged>,
): Promise<void> {
  await followWaitingOrder(work, data.order);
}

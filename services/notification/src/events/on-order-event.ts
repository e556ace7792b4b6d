import type { ReceivedEvent } from '@campus/contracts/event';
import type { OrderEvent } from '@campus/contracts/order-events';
import { notifyAboutOrder } from '../use-cases/notify-about-order.ts';
import type { Work } from '../use-cases/work.ts';

/** Whatever happened to an order: those whom it concerns are told. */
export async function onOrderEvent(work: Work, { id, type, data }: ReceivedEvent<OrderEvent>): Promise<void> {
  await notifyAboutOrder(work, id, { type, ...data });
}

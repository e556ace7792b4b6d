import type { ReceivedEvent } from '@campus/contracts/event';
import type { OrderEvent } from '@campus/contracts/order-events';
import { alarmOf } from '../domain/kitchen-alarm.ts';
import { notifyAboutOrder } from '../use-cases/notify-about-order.ts';
import type { Work } from '../use-cases/work.ts';

/** Whatever happened to an order: those whom it concerns are told, and the kitchen's alarm goes on or off. */
export async function onOrderEvent(work: Work, { id, type, data }: ReceivedEvent<OrderEvent>): Promise<void> {
  await Promise.all([
    work.kitchenAlarms.keep(alarmOf(id, data.order), work.now),
    notifyAboutOrder(work, id, { type, ...data }),
  ]);
}

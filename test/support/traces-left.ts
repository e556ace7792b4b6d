import type { OrderView } from '@campus/contracts/order-state';
import type { Student } from './people.ts';
import type { Scene } from './scene.ts';

/** What an order has left behind: the rows of every service and the pushes at the provider (by title, sorted). */
export async function lookEverywhere(
  { platform: { databases }, sandbox, kitchenPhone }: Scene,
  { order, student }: { order: OrderView; student: Student },
) {
  const { ordering, payment, notification, reporting } = databases;
  const ofOrder = { order_id: order.id };
  const pushes = await sandbox.pushesTo(student.deviceToken);
  const kitchenPushes = await sandbox.pushesTo(kitchenPhone);
  return {
    order: await ordering('orders').where({ id: order.id }).first(),
    lines: await ordering('order_items').where(ofOrder).orderBy('line'),
    history: await ordering('order_events').where(ofOrder).orderBy('version'),
    payment: await payment('payments').where(ofOrder).first(),
    sale: await reporting('sales_orders').where(ofOrder).first(),
    notifications: await notification('notifications')
      .where({ ...ofOrder, recipient_id: student.id })
      .orderBy('id')
      .pluck('type'),
    pushes: pushes.map(({ title }) => title).toSorted(),
    kitchenPushes: kitchenPushes.map(({ body }) => body).filter((body) => body.includes(order.order_number)),
  };
}

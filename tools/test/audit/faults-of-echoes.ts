import { randomUUID } from 'node:crypto';
import { showInKitchen } from './echoes.ts';
import { faultsOfReports } from './faults-of-reports.ts';
import { CUSTOMER, delivered, eaten, expired } from './orders.ts';
import { type Fault, inOutbox, LETTER, ordering, payment, put, remove, storable, update } from './plant.ts';
import type { World } from './world.ts';

/** What can go wrong where orders are heard of: invariants 5 to 8. */
export const faultsOfEchoes: Fault[] = [
  [5, 'confirmed but not in the stream', delivered.id, hiddenFromKitchen],
  [5, 'in the stream but not a confirmed order', expired.id, unconfirmedInKitchen],
  [6, 'more than one for the same event', CUSTOMER, toldTwice],
  [
    6,
    'a confirmed order without its "Order Confirmed!"',
    delivered.id,
    remove((at) => at.databases.notification, 'notifications', `order_id = '${delivered.id}'`),
  ],
  ...faultsOfReports,
  [
    8,
    'an event of ordering is not published yet',
    'order.placed',
    update(ordering, 'outbox set published_at = null', inOutbox(eaten, 1), 'outbox set published_at = occurred_at'),
  ],
  [
    8,
    'an event of ordering is quarantined',
    'order.placed',
    update(
      ordering,
      'outbox set published_at = null, quarantined_at = now()',
      inOutbox(eaten, 1),
      'outbox set published_at = occurred_at, quarantined_at = null',
    ),
  ],
  [8, 'messages wait in a queue', 'cf.reporting.v1: 1', put('cf.reporting.v1')],
  [8, 'messages wait in a queue', 'cf.delay.600000: 1', put('cf.delay.600000')],
  [
    8,
    'parked and not explained',
    `${LETTER}: onOrderEvent says broken`,
    put('cf.dlq.reporting', { 'cf-handler': 'onOrderEvent', 'cf-error': 'broken' }),
  ],
  [8, 'parked and not explained', 'no queue is bound for it', put('cf.unrouted')],
  [8, 'payment never heard of it', 'order.cancelled', remove(payment, 'inbox', "type = 'order.cancelled'")],
  [8, 'realtime never heard of it', 'order.', unseenByRealtime],
];

async function hiddenFromKitchen({ redis }: World) {
  const entries = await redis.xrange('realtime:kitchen', '-', '+');
  const hidden = entries.filter(([, fields]) => fields.join().includes(delivered.id));
  await redis.xdel('realtime:kitchen', ...hidden.map(([position]) => position));
  return () => showInKitchen({ redis }, delivered);
}

async function unconfirmedInKitchen({ redis }: World) {
  const position = await showInKitchen({ redis }, expired, false);
  return () => redis.xdel('realtime:kitchen', position);
}

/** The table itself forbids it, so the fault begins with a lost constraint. */
async function toldTwice({ databases: { notification } }: World) {
  const id = randomUUID();
  await notification.raw('alter table notifications drop constraint notifications_event_id_recipient_id_key');
  const copy = await notification('notifications').where({ order_id: eaten.id }).first();
  await notification('notifications').insert({ ...storable(copy), id });
  return async () => {
    await notification('notifications').where({ id }).delete();
    await notification.raw(
      'alter table notifications add constraint notifications_event_id_recipient_id_key unique (event_id, recipient_id)',
    );
  };
}

async function unseenByRealtime({ redis }: World) {
  const [key = ''] = await redis.keys('realtime:seen:*');
  await redis.del(key);
  return () => redis.set(key, '1');
}

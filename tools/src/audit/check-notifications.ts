import { finding, type InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

const TWICE = `
  select 'event ' || event_id || ' for ' || recipient_id as id
  from notifications group by event_id, recipient_id having count(*) > 1`;

// An order is confirmed once, so whoever hears of it twice heard it from two events.
const CONFIRMED_TWICE = `
  select type || ' of order ' || order_id || ' for ' || recipient_id as id
  from notifications where type in ('order_confirmed', 'new_order', 'payment_expired')
  group by type, order_id, recipient_id having count(*) > 1`;

const FIGURES = `select count(*) as notifications, count(distinct recipient_id) as people,
  count(*) filter (where type = 'order_confirmed') as "order confirmed", count(*) filter (where type = 'new_order') as "new order"
  from notifications`;

/** 6. Per person and event at most one notification; and every confirmed order has its "Order Confirmed!". */
export async function checkNotifications({ databases: { ordering, notification } }: Sources): Promise<InvariantReport> {
  const confirmed = await ordering.rows<{ id: string; user_id: string }>(
    'select id, user_id from orders where confirmed_at is not null',
  );
  const told = await notification.rows<{ id: string; user_id: string }>(
    "select order_id as id, recipient_id as user_id from notifications where type = 'order_confirmed'",
  );
  const erased = await notification.rows<{ id: string }>('select id from erased_users');
  const toldPairs = new Set(told.map(pairOf));
  const confirmedPairs = new Set(confirmed.map(pairOf));
  const erasedIds = new Set(erased.map(({ id }) => id));
  const untold = confirmed.filter((order) => !toldPairs.has(pairOf(order)) && !erasedIds.has(order.user_id));
  return {
    number: 6,
    rule: 'at most one notification per person and event',
    figures: { ...(await notification.figures(FIGURES)), 'confirmed orders': confirmed.length, erased: erased.length },
    faults: [
      ...(await notification.offenders('more than one for the same event', TWICE)),
      ...(await notification.offenders('told twice what happens once', CONFIRMED_TWICE)),
      ...finding('a confirmed order without its "Order Confirmed!"', untold.map(pairOf)),
      ...finding(
        '"Order Confirmed!" without a confirmed order',
        [...toldPairs].filter((pair) => !confirmedPairs.has(pair)),
      ),
    ],
    notes: [],
  };
}

function pairOf({ id, user_id }: { id: string; user_id: string }): string {
  return `order ${id} of ${user_id}`;
}

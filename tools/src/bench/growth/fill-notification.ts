/** From `past` into notification's tables, as far as it keeps them (90 days): two to the student, pushed, and one to a cook, never read. */
export const FILL_NOTIFICATION = [
  `insert into notifications (id, event_id, recipient_id, type, title, body, order_id, created_at, read_at)
    select md5(kind || hash)::uuid, md5('event ' || kind || hash)::uuid,
      case kind when 'new_order' then md5('cook ' || n % 4)::uuid else user_id end, kind, 'An order', 'Something became of it', id,
      at, case when kind <> 'new_order' then at end
    from past, unnest(array['order_confirmed', 'order_ready', 'new_order']) as kind
    where at > now() - interval '90 days' order by at`,
  `insert into push_deliveries (notification_id, device_token_id, status, attempts, next_attempt_at, finished_at, wake_up_at)
    select id, md5('phone' || recipient_id)::uuid, 'sent', 1, created_at, created_at, created_at
    from notifications where type in ('order_confirmed', 'order_ready')
      and order_id in (select id from past where at > now() - interval '90 days')`,
];

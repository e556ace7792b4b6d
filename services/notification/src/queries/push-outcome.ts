/** What became of the pushes of the notification `n`, as one word: the best that any of its devices came to. */
export const PUSH_OUTCOME = `
  coalesce((
    select case when bool_or(d.status = 'sent') then 'sent' when bool_or(d.status = 'pending') then 'pending'
      when bool_or(d.status = 'gave_up') then 'gave_up' when bool_or(d.status = 'failed') then 'failed' end
    from push_deliveries d where d.notification_id = n.id
  ), 'none') as push`;

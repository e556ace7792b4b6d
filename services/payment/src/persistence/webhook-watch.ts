import type { Db } from '@campus/database/connect';
import type { Silence } from '../use-cases/work.ts';

// Each capture is followed by a webhook within seconds: captures over a quarter of an hour without one mean that Razorpay does not send
// any, because it has disabled our address or cannot reach it. The unique beginning of a silence makes one alarm of it.
const NOTICE = `with quiet as (
    select min(captured_at) as since, max(captured_at) as until, count(*)::int as captures from payments
    where captured_at > coalesce((select received_at from webhook_inbox order by id desc limit 1), '-infinity')
  )
  insert into webhook_silences (since, captures, noticed_at)
  select since, captures, now() from quiet where until - since > interval '15 minutes'
  on conflict do nothing returning since, captures`;

export async function noticeSilence(db: Db): Promise<Silence | undefined> {
  const { rows } = await db.raw<{ rows: Silence[] }>(NOTICE);
  return rows[0];
}

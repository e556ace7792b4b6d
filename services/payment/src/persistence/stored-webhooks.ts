import type { Db } from '@campus/database/connect';
import type { StoredWebhook } from '../use-cases/work.ts';

// The last try is marked as failed beforehand; success corrects it. What stays failed needs a person.
const LAST_TRY = 20;

const TAKE = `update webhook_inbox set tries = tries + 1,
    next_try_at = case when tries < ? then now() + least(600, 2 ^ least(tries, 10)) * interval '1 second' end,
    outcome = case when tries < ? then null else 'failed' end
  where id in (select id from webhook_inbox where next_try_at <= now() and raw is not null order by id limit ? for update skip locked)
  returning id, raw, tries`;

/** Deliveries that are due, each for one replica at a time; the time of the next try is fixed in the same step. */
export async function takeWebhooks(db: Db, limit: number): Promise<StoredWebhook[]> {
  const { rows } = await db.raw(TAKE, [LAST_TRY, LAST_TRY, limit]);
  return rows;
}

/** Bodies hold phone numbers: a day after their effect only the hash is left, and after 30 days nothing. */
export async function forgetOld(db: Db): Promise<void> {
  await db.raw(`update webhook_inbox set raw = null where raw is not null
    and (processed_at < now() - interval '1 day' or received_at < now() - interval '30 days')`);
  await db.raw("delete from webhook_inbox where raw is null and received_at < now() - interval '30 days'");
}

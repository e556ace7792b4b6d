import type { Db } from '@campus/database/connect';
import { RELAY_LOCK } from '@campus/outbox/relay';

/** Keeps the relay from publishing until the returned function is called. */
export async function holdOutbox(db: Db): Promise<() => Promise<void>> {
  const held = await db.transaction();
  await held.raw('select pg_advisory_xact_lock(?)', [RELAY_LOCK]);
  return async () => {
    await held.rollback();
  };
}

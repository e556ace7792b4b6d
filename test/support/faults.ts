import type { Db } from '@campus/database/connect';
import { RELAY_LOCK } from '@campus/outbox/relay';

/** Makes the relay of this database wait, as if another replica had the lock, until the returned function is called. */
export async function holdRelay(db: Db): Promise<() => Promise<void>> {
  const trx = await db.transaction();
  await trx.raw('select pg_advisory_xact_lock(?)', [RELAY_LOCK]);
  return async () => {
    await trx.commit();
  };
}

/** Ends every connection to this database but the test's own, as a restart of the server does. */
export async function terminateBackends(db: Db): Promise<void> {
  await db.raw(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'test'`);
}

import type { Queries } from '@campus/database/transaction';

/** Drops what a person asked and was told. */
export async function forgetAnswers(db: Queries, userId: string): Promise<void> {
  await db('idempotency_keys').where({ user_id: userId }).delete();
}

import type { Db } from '@campus/database/connect';

export interface Suspect {
  consumer: string;
  messageId: string;
}

/** Redeliveries from which a message is watched: fewer happen at every restart. */
export const SUSPICIOUS_DELIVERIES = 3;
const MOST_STARTS = 3;

/**
 * Counts the starts of a message that was redelivered often, in a transaction of its own, so that the count survives the death that
 * the message may cause. True: it was started often enough without anyone finishing it, and must not be started again.
 */
export async function isCrashSuspect(db: Db, { consumer, messageId }: Suspect): Promise<boolean> {
  const [row] = await db('inbox_suspect')
    .insert({ consumer, message_id: messageId, started: 1 })
    .onConflict(['message_id', 'consumer'])
    .merge({ started: db.raw('inbox_suspect.started + 1') })
    .returning('started');
  if (row.started <= MOST_STARTS) return false;
  const handled = await db('inbox').where({ consumer, message_id: messageId }).first('message_id');
  return handled === undefined;
}

/** Forgets a message that was handled or parked after all. */
export async function clearSuspect(db: Db, { consumer, messageId }: Suspect): Promise<void> {
  await db('inbox_suspect').where({ consumer, message_id: messageId }).delete();
}

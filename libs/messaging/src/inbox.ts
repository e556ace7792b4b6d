import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';

export interface InboxEntry {
  /** The service, not the queue: a renamed queue or a replay must find the same entry. */
  consumer: string;
  messageId: string;
  type: string;
}

const recordStatement = statement(`
  insert into inbox (consumer, message_id, type) values (:consumer, :messageId, :type)
  on conflict (message_id, consumer) do nothing`);

/** The consumer under which a generation of a read model that is still being built remembers what it heard. */
export const generationInbox = (service: string, generation: number) => `${service} generation ${generation}`;

/**
 * Remembers a message in the transaction of its effect. False: it was handled before, and nothing may be done again.
 * A second transaction with the same message waits here for the first one to end.
 */
export async function recordInbox(trx: Transaction, { consumer, messageId, type }: InboxEntry): Promise<boolean> {
  const { rowCount } = await recordStatement(trx, { consumer, messageId, type });
  return rowCount === 1;
}

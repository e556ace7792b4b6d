import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { unavailable } from '@campus/errors/app-error';
import { generationInbox, recordInbox } from '@campus/messaging/inbox';
import type { MessageKey } from '@campus/messaging/subscriptions';

interface Generation {
  id: number;
  state: 'live' | 'building';
}

const generationsStatement = statement<Generation>('select id, state from generations order by id');

/**
 * The generations of the read model that have not heard this message: it is written down for each in this transaction. An event
 * concerns the live one and, while a rebuild runs, the one that is being built; a replayed copy only the one it was sent
 * for, and nobody when that one was given up.
 */
export async function generationsToTell(trx: Transaction, message: MessageKey): Promise<number[]> {
  const { rows: generations } = await generationsStatement(trx);
  if (!generations.some(({ state }) => state === 'live'))
    throw unavailable('There is no live generation of the reports.');
  const concerned = generations.filter(({ id, state }) =>
    message.generation === undefined ? true : state === 'building' && id === message.generation,
  );
  const toTell: number[] = [];
  for (const { id, state } of concerned) {
    const consumer = state === 'live' ? 'reporting' : generationInbox('reporting', id);
    if (await recordInbox(trx, { consumer, messageId: message.id, type: message.type })) toTell.push(id);
  }
  return toTell;
}

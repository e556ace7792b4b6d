import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import type { KeptAnswer, KeyedRequest } from '@campus/http/keyed-request';

/**
 * Keeps the answer of a command in the transaction of its effect, so that a crash right after the commit cannot make a
 * repetition take effect again. Throws 409 `REQUEST_IN_PROGRESS`, and so undoes the effect, when another run has taken the key over.
 */
export async function keepAnswer(
  trx: Transaction,
  request: KeyedRequest | undefined,
  answer: KeptAnswer,
): Promise<void> {
  if (!request) return;
  const kept = await storeAnswer(trx, request, answer);
  if (!kept) throw conflict('REQUEST_IN_PROGRESS', 'The same request is running elsewhere.');
}

/** Stores the answer of this run; false when the key belongs to another run. */
export async function storeAnswer(db: Db, request: KeyedRequest, { status, body }: KeptAnswer): Promise<boolean> {
  const updated = await db('idempotency_keys')
    .where({ ...keyOf(request), attempt: request.attempt })
    .update({ status, answer: JSON.stringify(body ?? null) });
  return updated === 1;
}

export function keyOf({ userId, route, key }: KeyedRequest) {
  return { user_id: userId, route, key };
}

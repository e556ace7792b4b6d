import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import type { EffectAnswer, KeptAnswer, KeyedRequest } from '@campus/http/keyed-request';

/**
 * Keeps the answer of a command in the transaction of its effect, so that a crash right after the commit cannot make a
 * repetition take effect again. Throws 409 `REQUEST_IN_PROGRESS`, and so undoes the effect, when another run has taken the key over.
 */
export async function keepAnswer(
  trx: Transaction,
  request: KeyedRequest | undefined,
  answer: EffectAnswer,
): Promise<void> {
  if (!request) return;
  const kept = await ownRow(trx, request).update({ ...columnsOf(answer), is_final: answer.isFinal });
  if (kept !== 1) throw conflict('REQUEST_IN_PROGRESS', 'The same request is running elsewhere.');
  request.isAnswered = answer.isFinal;
}

/** Stores what this run has answered, for good. */
export async function storeFinalAnswer(db: Db, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await ownRow(db, request).update({ ...columnsOf(answer), is_final: true });
}

function ownRow(db: Db, request: KeyedRequest) {
  return db('idempotency_keys').where({ ...keyOf(request), attempt: request.attempt });
}

function columnsOf({ status, body }: KeptAnswer) {
  return { status, answer: JSON.stringify(body ?? null) };
}

export function keyOf({ userId, route, key }: KeyedRequest) {
  return { user_id: userId, route, key };
}

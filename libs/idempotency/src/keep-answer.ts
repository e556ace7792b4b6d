import type { Db } from '@campus/database/connect';
import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import type { EffectAnswer, KeptAnswer, KeyedRequest } from '@campus/http/keyed-request';

const KEEP = `
  update idempotency_keys set status = :status, answer = :answer, is_final = :isFinal
  where user_id = :userId and route = :route and key = :key and attempt = :attempt`;

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
  if ((await keep(trx, request, answer)) !== 1)
    throw conflict('REQUEST_IN_PROGRESS', 'The same request is running elsewhere.');
  request.isAnswered = answer.isFinal;
}

/** Stores what this run has answered, for good. */
export async function storeFinalAnswer(db: Db, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await keep(db, request, { ...answer, isFinal: true });
}

async function keep(db: Db, request: KeyedRequest, { status, body, isFinal }: EffectAnswer): Promise<number> {
  const { userId, route, key, attempt } = request;
  const answer = JSON.stringify(body ?? null);
  const values = { status, answer, isFinal, userId, route, key, attempt };
  const { rowCount } = await db.raw<{ rowCount: number }>(KEEP, values);
  return rowCount;
}

export function keyOf({ userId, route, key }: KeyedRequest) {
  return { user_id: userId, route, key };
}

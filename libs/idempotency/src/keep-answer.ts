import type { Db } from '@campus/database/connect';
import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { type AppError, conflict } from '@campus/errors/app-error';
import type { EffectAnswer, KeptAnswer, KeyedRequest } from '@campus/http/keyed-request';
import { answerValues, keepingAnswer } from './answer-in-statement.ts';

const keepStatement = statement(keepingAnswer(':answer'));

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
  if ((await keep(trx, request, answer)) !== 1) throw takenOver();
  request.isAnswered = answer.isFinal;
}

/** Stores what this run has answered, for good. */
export async function storeFinalAnswer(db: Db, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await keep(db, request, { ...answer, isFinal: true });
}

/** Another run has the key now, and this one must not take effect. */
export function takenOver(): AppError {
  return conflict('REQUEST_IN_PROGRESS', 'The same request is running elsewhere.');
}

async function keep(on: Db | Transaction, request: KeyedRequest, answer: EffectAnswer): Promise<number> {
  const { rowCount } = await keepStatement(on, answerValues(request, answer));
  return rowCount ?? 0;
}

export function keyOf({ userId, route, key }: KeyedRequest) {
  return { user_id: userId, route, key };
}

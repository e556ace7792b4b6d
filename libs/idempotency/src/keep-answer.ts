import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { type EffectAnswer, type KeyedRequest, stillRunning } from '@campus/http/keyed-request';
import { answerValues, failingAsTaken, KEY_IS_FREE, noteHeld, takingKey } from './answer-in-statement.ts';

const keepStatement = statement(takingKey({ answer: ':answer::jsonb', effect: '(select) as done' }));

const freeStatement = statement<{ is_free: boolean }>(`select ${KEY_IS_FREE} as is_free`);

/** Throws 409 `REQUEST_IN_PROGRESS` at once while another run of the command is in its transaction, instead of waiting for the same locks. */
export async function requireNotRunning(trx: Transaction, keyed: KeyedRequest | undefined): Promise<void> {
  if (!keyed) return;
  const values = { keyUser: keyed.userId, keyRoute: keyed.route, key: keyed.key };
  const [row] = (await freeStatement(trx, values)).rows;
  if (!row?.is_free) throw stillRunning();
}

/**
 * Takes the key of a command and keeps its answer in the transaction of its effect, so that a repetition cannot take effect again, whenever the
 * process dies. Throws `KeyTaken`, and so undoes the effect, when it is not the first.
 */
export async function keepAnswer(
  trx: Transaction,
  request: KeyedRequest | undefined,
  answer: EffectAnswer,
): Promise<void> {
  if (!request) return;
  await failingAsTaken(keepStatement(trx, answerValues(request, answer)));
  noteHeld(request, answer);
}

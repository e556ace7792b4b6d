import { statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import type { EffectAnswer, KeyedRequest } from '@campus/http/keyed-request';
import { answerValues, failingAsTaken, noteHeld, takingKey } from './answer-in-statement.ts';

const keepStatement = statement(takingKey({ answer: ':answer::jsonb', effect: '(select) as done' }));

/**
 * Takes the key of a command and keeps its answer in the transaction of its effect, so that a repetition cannot take effect again, whenever the
 * process dies. Throws 409 `REQUEST_IN_PROGRESS`, and so undoes the effect, when the key is taken.
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

import { randomUUID } from 'node:crypto';
import type { Caller } from '@campus/auth/verify-token';
import type { AppError } from '@campus/errors/app-error';
import type { Request } from 'express';
import { asAppError, errorAnswer } from './error-answer.ts';
import { type AnswerStore, type KeptAnswer, type KeyedRequest, KeyTaken, keyedRequest } from './keyed-request.ts';

const NOT_KEPT = new Set([401, 403, 429]);
const RUNNING = 'REQUEST_IN_PROGRESS';

/**
 * Gives a command with an `Idempotency-Key` one effect and one answer: a repetition gets the first, also when that was a refusal.
 * The effect takes the key along with its answer and so fails when the key is taken; a command without effect asks for the key afterwards.
 * Answers that say nothing about the command (5xx, 401, 403, 429, that it is running) are not kept, so that it can be tried again.
 */
export async function once(
  store: AnswerStore,
  visit: { request: Request; caller: Caller },
  run: (keyed: KeyedRequest | undefined) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const keyed = keyedRequest(visit.request, visit.caller, randomUUID());
  if (!keyed) return run(undefined);
  const { answer, refusal } = await outcomeOf(run(keyed));
  if (refusal || !keyed.isAnswered) {
    const known = !refusal && keyed.isHeld ? undefined : await store.begin(keyed);
    if (known) return known;
    if (refusal instanceof KeyTaken) {
      // Who had it died before it answered.
      await store.abandon(keyed);
      return once(store, visit, run);
    }
    await store.finish(keyed, answer);
  }
  if (refusal) throw refusal;
  return answer;
}

/** Rejects when there is nothing to keep. */
async function outcomeOf(running: Promise<KeptAnswer>): Promise<{ answer: KeptAnswer; refusal?: AppError }> {
  try {
    return { answer: await running };
  } catch (thrown) {
    const refusal = asAppError(thrown);
    const answer = refusal && errorAnswer(refusal);
    if (!answer || answer.status >= 500 || NOT_KEPT.has(answer.status)) throw thrown;
    if (refusal.code === RUNNING && !(refusal instanceof KeyTaken)) throw thrown;
    return { answer, refusal };
  }
}

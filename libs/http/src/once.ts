import { randomUUID } from 'node:crypto';
import type { Caller } from '@campus/auth/verify-token';
import { AppError } from '@campus/errors/app-error';
import type { Request } from 'express';
import { asAppError, errorAnswer } from './error-answer.ts';
import { type AnswerStore, type KeptAnswer, type KeyedRequest, keyedRequest } from './keyed-request.ts';

const NOT_KEPT = new Set([401, 403, 429]);

/**
 * Runs a command at most once per `Idempotency-Key`: a repetition gets the first answer, also when that was a refusal.
 * Answers that say nothing about the command (5xx, 401, 403, 429) are not kept, so that it can be tried again.
 */
export async function once(
  store: AnswerStore,
  { request, caller }: { request: Request; caller: Caller },
  run: (keyed: KeyedRequest | undefined) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const keyed = keyedRequest(request, caller, randomUUID());
  if (!keyed) return run(undefined);
  const known = await store.begin(keyed);
  if (known) return known;
  try {
    const answer = await run(keyed);
    if (!keyed.isAnswered) await store.finish(keyed, answer);
    return answer;
  } catch (thrown) {
    await keepRefusal(store, keyed, thrown);
    throw thrown;
  }
}

async function keepRefusal(store: AnswerStore, keyed: KeyedRequest, thrown: unknown): Promise<void> {
  const error = asAppError(thrown);
  const answer = error instanceof AppError ? errorAnswer(error) : undefined;
  if (answer && answer.status < 500 && !NOT_KEPT.has(answer.status)) await store.finish(keyed, answer);
  else await store.abandon(keyed);
}

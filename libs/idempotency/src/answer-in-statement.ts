import type { EffectAnswer, KeyedRequest } from '@campus/http/keyed-request';

/**
 * For an effect that is one statement: the row of the key, locked, while it belongs to this run. Where it is empty another run has
 * taken the key over, and the statement must do nothing.
 */
export const HELD_KEY = `
  select from idempotency_keys
  where user_id = :keyUser::uuid and route = :keyRoute and key = :key and attempt = :keyAttempt::uuid for update`;

/** Keeps the answer along with the effect; `answer` is SQL for its JSON, made of `:answer`, since the effect may have to complete it. */
export const keepingAnswer = (answer: string) => `
  update idempotency_keys set status = :answerStatus, answer = ${answer}, is_final = :answerIsFinal
  where user_id = :keyUser::uuid and route = :keyRoute and key = :key and attempt = :keyAttempt::uuid`;

/** What the two of them are given. */
export function answerValues({ userId, route, key, attempt }: KeyedRequest, { status, body, isFinal }: EffectAnswer) {
  return {
    keyUser: userId,
    keyRoute: route,
    key,
    keyAttempt: attempt,
    answerStatus: status,
    answer: JSON.stringify(body ?? null),
    answerIsFinal: isFinal,
  };
}

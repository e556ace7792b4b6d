import { violatedUnique } from '@campus/database/database-error';
import { type EffectAnswer, type KeyedRequest, KeyTaken } from '@campus/http/keyed-request';
import { KEY_CONSTRAINT } from './tables.ts';

/** Longer than any request may take; a repetition after a crash waits this long at most. */
export const LEASE = "interval '15 seconds'";

// A number of this table's own among the locks of a database.
const LOCKS = 727_007;

/** Whether no other run of the command is at its effect now: true for one run at a time, until its transaction ends. Waits for nobody. */
export const KEY_IS_FREE = `pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', :keyUser::text, :keyRoute::text, :key::text), ${LOCKS}))`;

/**
 * Takes the key of a command and keeps its answer, as a part of the statement that has the effect: where the key is taken the whole statement
 * fails (`failingAsTaken`). `answer` is SQL for the answer's JSON, made of `:answer`, since the effect may have to complete it; nothing is kept
 * unless there is a row in `effect`.
 */
export const takingKey = ({ answer, effect }: { answer: string; effect: string }) => `
  insert into idempotency_keys (user_id, route, key, body_hash, attempt, leased_until, status, answer, is_final)
  select :keyUser::uuid, :keyRoute, :key, :keyBodyHash, :keyAttempt::uuid, now() + ${LEASE}, :answerStatus::int, ${answer}, :answerIsFinal::boolean
  from ${effect}`;

/** What `takingKey` is given. */
export function answerValues(keyed: KeyedRequest, { status, body, isFinal }: EffectAnswer) {
  return {
    keyUser: keyed.userId,
    keyRoute: keyed.route,
    key: keyed.key,
    keyBodyHash: keyed.bodyHash,
    keyAttempt: keyed.attempt,
    answerStatus: status,
    answer: JSON.stringify(body ?? null),
    answerIsFinal: isFinal,
  };
}

/** Throws `KeyTaken` when the effect found its key taken. */
export async function failingAsTaken<Result>(effect: Promise<Result>): Promise<Result> {
  try {
    return await effect;
  } catch (error) {
    throw violatedUnique(error) === KEY_CONSTRAINT ? new KeyTaken() : error;
  }
}

/** Notes that the effect took the key, so that `once` does not ask for it. */
export function noteHeld(keyed: KeyedRequest, { isFinal }: EffectAnswer): void {
  Object.assign(keyed, { isHeld: true, isAnswered: isFinal });
}

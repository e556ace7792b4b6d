import type { Db } from '@campus/database/connect';
import { statement } from '@campus/database/statement';
import { AppError } from '@campus/errors/app-error';
import { type AnswerStore, type KeyedRequest, stillRunning } from '@campus/http/keyed-request';
import { LEASE } from './answer-in-statement.ts';

// Without an effect the key may be lost: the command would be refused again.
const NO_SYNC = "set_config('synchronous_commit', 'off', true)";

interface Row {
  body_hash: string;
  attempt: string;
  status: number | null;
  answer: unknown;
  /** The answer that was given, or the one kept with the effect by a run that died before it could answer. */
  may_be_told: boolean;
}

/**
 * Keeps commands and answers in the service's own database, so that they outlive tokens and restarts (product.md section 3).
 * The effect takes the key (`keepAnswer`); here it is asked for by a run that had none. Who has it without an answer has it for a time: a
 * repetition takes over what a run that died left.
 */
export function createAnswerStore(db: Db): AnswerStore {
  return {
    async begin(request) {
      const row = await claim(db, request);
      if (row.body_hash !== request.bodyHash) throw reused();
      if (row.status !== null && row.may_be_told) return { status: row.status, body: row.answer };
      if (row.attempt !== request.attempt) throw stillRunning();
      return undefined;
    },

    async finish({ userId, route, key, attempt }, { status, body }) {
      await finishStatement(db, { userId, route, key, attempt, status, answer: JSON.stringify(body ?? null) });
    },

    async abandon({ userId, route, key, attempt }) {
      await db('idempotency_keys').where({ user_id: userId, route, key, attempt, status: null }).delete();
    },
  };
}

/** Takes a free or forsaken key, and shows whatever stands there afterwards. */
const claimStatement = statement<Row>(`
     insert into idempotency_keys as k (user_id, route, key, body_hash, attempt, leased_until)
     select :userId::uuid, :route, :key, :bodyHash, :attempt::uuid, now() + ${LEASE} from ${NO_SYNC}
     on conflict (user_id, route, key) do update set
       attempt = case when k.status is null and k.body_hash = excluded.body_hash and k.leased_until < now()
         then excluded.attempt else k.attempt end,
       leased_until = case when k.status is null and k.body_hash = excluded.body_hash and k.leased_until < now()
         then excluded.leased_until else k.leased_until end
     returning body_hash, attempt, status, answer, is_final or leased_until < now() as may_be_told`);

const finishStatement = statement(`
  update idempotency_keys set status = :status, answer = :answer, is_final = true
  where user_id = :userId::uuid and route = :route and key = :key and attempt = :attempt::uuid`);

async function claim(db: Db, request: KeyedRequest): Promise<Row> {
  const { userId, route, key, bodyHash, attempt } = request;
  const [row] = (await claimStatement(db, { userId, route, key, bodyHash, attempt })).rows;
  if (!row) throw new Error('an upsert returned no row');
  return row;
}

function reused(): AppError {
  const message = 'This Idempotency-Key was used with another body.';
  return new AppError('unprocessable', 'IDEMPOTENCY_KEY_REUSED', message);
}

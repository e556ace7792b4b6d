import { createHash } from 'node:crypto';
import type { Caller } from '@campus/auth/verify-token';
import { type AppError, conflict } from '@campus/errors/app-error';
import type { Request } from 'express';
import { readHeader } from './read-header.ts';

/** A command that its sender may repeat: the same key of the same person on the same route means the same command. */
export interface KeyedRequest {
  userId: string;
  route: string;
  key: string;
  bodyHash: string;
  /** This run of the command. */
  attempt: string;
  /** Set when the effect has taken the key. */
  isHeld?: boolean;
  /** Set when the answer was kept for good along with the effect: nothing is left to store after it. */
  isAnswered?: boolean;
}

/** What was answered to a command. */
export interface KeptAnswer {
  status: number;
  body: unknown;
}

/** An answer kept in the transaction of its effect. */
export interface EffectAnswer extends KeptAnswer {
  /** Whether exactly this is answered; otherwise more follows, and this is told only when the process dies before it. */
  isFinal: boolean;
}

/** Remembers commands and their answers; `@campus/idempotency` keeps them in the service's own database. */
export interface AnswerStore {
  /** The answer given before, or undefined when this run has the key now. Throws 409 while another has it, 422 for another body. */
  begin(request: KeyedRequest): Promise<KeptAnswer | undefined>;
  finish(request: KeyedRequest, answer: KeptAnswer): Promise<void>;
  /** Gives back a key that this run has without an answer. */
  abandon(request: KeyedRequest): Promise<void>;
}

/** The command's identity, or undefined when its sender gave no `Idempotency-Key`. Throws 400 for a malformed key. */
export function keyedRequest(request: Request, caller: Caller, attempt: string): KeyedRequest | undefined {
  const key = readHeader(request, 'Idempotency-Key');
  if (key === undefined) return undefined;
  const route = `${request.method} ${request.path}`;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  return { userId: caller.id, route, key, bodyHash, attempt };
}

const TAKEN = 'REQUEST_IN_PROGRESS';

/** What an effect fails with that finds its key taken, before it is known by whom. */
export function keyTaken(): AppError {
  return conflict(TAKEN, 'The same request is running elsewhere.');
}

export function isKeyTaken(error: AppError | undefined): boolean {
  return error?.code === TAKEN;
}

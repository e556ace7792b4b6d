import { createHash } from 'node:crypto';
import type { Caller } from '@campus/auth/verify-token';
import { AppError } from '@campus/errors/app-error';
import type { Request } from 'express';
import { readHeader } from './read-header.ts';

const RETRY = { retryAfterSeconds: 1 };

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

/** What an effect fails with that finds its key taken, before it is known by whom. */
export class KeyTaken extends AppError {
  constructor() {
    super('conflict', 'REQUEST_IN_PROGRESS', 'The same request has been answered or is running.', RETRY);
  }
}

/** 409: another run of the command has not ended yet. */
export function stillRunning(): AppError {
  return new AppError('conflict', 'REQUEST_IN_PROGRESS', 'The same request is still running.', RETRY);
}

import { z } from 'zod';
import type { Operation, Outcome } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { seenOrders } from '../ledger/seen-orders.ts';

/** What came of a call: the platform's answer, or nothing. */
export interface Answer {
  phase: Outcome['phase'];
  status: number | undefined;
  code: string | undefined;
  /** Seconds of `Retry-After`. */
  retryAfter: number | undefined;
  body: unknown;
}

export interface Request {
  operation: Operation;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  /** Instead of a body, with files in it. */
  form?: FormData;
  key?: string;
}

/** Who calls; the ledger knows them by these. */
export interface Identity {
  who: string;
  userId?: string;
  token?: string;
}

/** Calls the public API and writes each call to the ledger, before and after. */
export type Caller = (identity: Identity, request: Request) => Promise<Answer>;

// Longer than the platform may take to refuse (3 s): whoever hears nothing by then does not know.
const PATIENCE_MS = 8_000;
const envelope = z.object({ error: z.object({ code: z.string() }) });

export function callerTo(gateway: string, ledger: Ledger): Caller {
  return async (identity, request) => {
    const { operation, method, path, key } = request;
    const { who, userId } = identity;
    const settle = ledger.invoke({ who, userId, operation, method, path, key });
    const answer = await ask(gateway, identity, request);
    const { body, ...outcome } = answer;
    settle({ ...outcome, orders: outcome.phase === 'ok' ? seenOrders(body) : [] });
    return answer;
  };
}

async function ask(gateway: string, { token }: Identity, { method, path, body, form, key }: Request): Promise<Answer> {
  try {
    const response = await fetch(new URL(path, gateway), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: form ?? (body && JSON.stringify(body)),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    const { status } = response;
    const code = envelope.safeParse(parsed).data?.error.code;
    return { phase: phaseOf(status), status, code, retryAfter: secondsIn(response.headers), body: parsed };
  } catch (error) {
    return { phase: 'info', status: undefined, code: reasonOf(error), retryAfter: undefined, body: undefined };
  }
}

/** A refusal is certain to have had no effect; a failure of the platform is not, and 409 REQUEST_IN_PROGRESS speaks of another run. */
function phaseOf(status: number): Answer['phase'] {
  if (status < 300) return 'ok';
  return status < 500 ? 'fail' : 'info';
}

/** Of `Retry-After`; undefined without it, and for what is no whole number of seconds. */
function secondsIn(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}

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
  /** Of an answer that came. */
  headers: Headers | undefined;
  /** From asking to the whole answer, or to giving up. */
  ms: number;
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
  const since = performance.now();
  const ms = () => Math.round(performance.now() - since);
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
    const { status, headers } = response;
    const code = envelope.safeParse(parsed).data?.error.code;
    return { phase: phaseOf(status), status, code, retryAfter: secondsIn(headers), body: parsed, headers, ms: ms() };
  } catch (error) {
    const code = reasonOf(error);
    const nothing = { status: undefined, retryAfter: undefined, body: undefined, headers: undefined };
    return { phase: 'info', code, ...nothing, ms: ms() };
  }
}

/** The code in an error envelope; undefined when the text is none. */
export function codeIn(text: string): string | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data?.error.code;
  } catch {
    return undefined;
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
  // The `code` of a DOMException is a number of old; its name says what it is.
  if (cause instanceof Error && 'code' in cause && !(cause instanceof DOMException)) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}

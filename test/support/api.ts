import { expect } from 'vitest';
import type { z } from 'zod';

/** Whoever calls the public API with this token; without one, a visitor. */
export interface Api {
  /** Whatever the answer is. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** An answer that must succeed and keep its contract. */
  ask<Schema extends z.ZodType>(
    schema: Schema,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<z.output<Schema>>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
  /** The code of the error envelope. */
  code: string | undefined;
}

export function apiOf(origin: string, token?: string): Api {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(new URL(path, origin), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    const parsed = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed, code: parsed?.error?.code };
  }
  return {
    send,
    async ask(schema, method, path, body, headers) {
      const answer = await send(method, path, body, headers);
      expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
      return schema.parse(answer.body);
    },
  };
}

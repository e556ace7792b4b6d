import { AppError } from '@campus/errors/app-error';
import type { Request, Response } from 'express';
import { expect, test, vi } from 'vitest';
import { refuseDeepBody } from './refuse-deep-body.ts';

function taken(body: unknown): boolean {
  const next = vi.fn();
  try {
    refuseDeepBody({ body } as Request, {} as Response, next);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('VALIDATION_ERROR');
  }
  return next.mock.calls.length === 1;
}

const nested = (depth: number) => JSON.parse(`${'{"a":['.repeat(depth / 2)}1${']}'.repeat(depth / 2)}`);

test('a body may be nested as deep as sense goes, and no deeper', () => {
  for (const body of [undefined, null, {}, 'text', nested(64)]) expect(taken(body)).toBe(true);
  for (const depth of [66, 20_000]) expect(taken(nested(depth))).toBe(false);
});

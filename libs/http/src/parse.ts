import { validationError } from '@campus/errors/app-error';
import type { z } from 'zod';

/**
 * Parses input by its schema; throws 400 `VALIDATION_ERROR` naming every faulty field as `[{path, message}]`. The path of a single
 * value is its `name`.
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown, name = ''): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw validationError(
    result.error.issues.map((issue) => ({ path: issue.path.map(String).join('.') || name, message: issue.message })),
  );
}

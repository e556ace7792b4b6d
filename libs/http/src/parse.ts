import { validationError } from '@campus/errors/app-error';
import type { z } from 'zod';

/** Parses input by its schema; throws 400 `VALIDATION_ERROR` naming every faulty field as `[{path, message}]`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw validationError(
    result.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  );
}

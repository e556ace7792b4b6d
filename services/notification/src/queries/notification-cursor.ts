import { chosenInstant, id } from '@campus/contracts/values';
import { validationError } from '@campus/errors/app-error';
import { z } from 'zod';

const position = z.tuple([chosenInstant, id]);

/** Where a page ended, opaque to clients. */
export function cursorOf(row: { created_at: Date; id: string }): string {
  return Buffer.from(`${row.created_at.toISOString()} ${row.id}`).toString('base64url');
}

/** Throws 400 `VALIDATION_ERROR` for a cursor we did not give out. */
export function positionOf(cursor: string): { createdAt: string; id: string } {
  const parsed = position.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
  if (!parsed.success) throw validationError([{ path: 'cursor', message: 'is not a cursor of this list' }]);
  return { createdAt: parsed.data[0], id: parsed.data[1] };
}

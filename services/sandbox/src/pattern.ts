import { z } from 'zod';

/** A regular expression given as text; refused at the control route instead of failing in the middle of a delivery. */
export const patternSchema = z.string().refine(isPattern, { error: 'not a regular expression' });

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false; // the schema tells the caller
  }
}

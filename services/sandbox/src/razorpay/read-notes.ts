import { badRequest } from './razorpay-error.ts';
import type { Notes } from './razorpay-state.ts';

/** At most 15 pairs of at most 256 characters. Empty notes are an empty list: PHP knows one kind of empty array. */
export function readNotes(value: unknown): Notes | [] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') throw badRequest('The notes must be an array.', { field: 'notes' });
  const pairs = Object.entries(value);
  if (pairs.length > 15)
    throw badRequest('Number of fields in notes should be less than or equal to 15', { field: 'notes' });
  for (const [key, text] of pairs) {
    if (typeof text === 'object')
      throw badRequest('Notes values themselves should not be an array', { field: 'notes' });
    if (key.length > 256 || String(text).length > 256) {
      throw badRequest('The notes value may not be greater than 256 characters', { field: 'notes' });
    }
  }
  return pairs.length === 0 ? [] : Object.fromEntries(pairs.map(([key, text]) => [key, String(text)]));
}

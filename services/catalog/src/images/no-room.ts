import { unavailable } from '@campus/errors/app-error';

// No block left, or none of the share that is ours.
const CODES = new Set(['ENOSPC', 'EDQUOT']);

/** For `catch`: a disk without room is 503, as a bucket that does not answer is; everything else stays what it was. */
export function unlessNoRoom(error: unknown): never {
  if (error instanceof Error && 'code' in error && CODES.has(String(error.code)))
    throw unavailable('There is no room for pictures at the moment.', error);
  throw error;
}

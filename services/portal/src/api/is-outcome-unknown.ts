import { isApiError } from './api-error.ts';

/** Whether a change that failed like this may have happened all the same: only sending it again with the same key tells. */
export function isOutcomeUnknown(error: unknown): boolean {
  return (
    !isApiError(error) ||
    isApiError(error, 'OFFLINE', 'TIMED_OUT', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR', 'REQUEST_IN_PROGRESS')
  );
}

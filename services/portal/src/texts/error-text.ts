import { isApiError } from '../api/api-error.ts';
import { texts } from './texts.ts';

const { errors } = texts.common;

/** What happened and what to do, in one or two sentences; a failure that is no refusal is one of ours. */
export function errorText(error: unknown): string {
  if (!isApiError(error)) return errors.codes.INTERNAL_ERROR ?? '';
  const sentence = errors.codes[error.code] ?? error.message;
  return error.retryAfterSeconds ? `${sentence} ${errors.waitSeconds(error.retryAfterSeconds)}` : sentence;
}

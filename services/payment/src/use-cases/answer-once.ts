import { AppError } from '@campus/errors/app-error';
import type { KeyedRequest, Work } from './work.ts';

/**
 * Gives a repeated request the answer of the first one. Key and answer commit together with the effect; a refused request leaves
 * no trace, so that it can be tried again.
 */
export async function answerOnce<Answer>(
  work: Work,
  request: KeyedRequest | undefined,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (!request) return answer();
  const known = await work.requests.begin(request);
  if (!known) {
    const fresh = await answer();
    await work.requests.finish(request, fresh);
    return fresh;
  }
  if (known.bodySha256 === request.bodySha256) return known.answer as Answer;
  throw new AppError('unprocessable', 'IDEMPOTENCY_KEY_REUSED', 'This idempotency key belongs to another request.');
}

import { AppError, unavailable } from '@campus/errors/app-error';
import { z } from 'zod';

const rejection = z.object({
  statusCode: z.coerce.number(),
  error: z
    .object({
      code: z.string(),
      description: z.string().nullable(),
      reason: z.string().nullable(),
      field: z.string().nullable(),
    })
    .partial()
    .optional()
    .catch(undefined),
});

/** Razorpay understood and said no; repeating the same request will not change that. */
export interface Refusal {
  reason: string;
  description: string;
}

/**
 * Sorts what the SDK rejects with, plain objects: a refusal comes back as a value; everything whose outcome is unknown or that can heal
 * (no answer, 5xx, 429, wrong keys, "in progress") is thrown as `unavailable`.
 */
export function refusalOf(thrown: unknown): Refusal {
  const parsed = rejection.safeParse(thrown);
  if (!parsed.success) throw unavailable('Razorpay answered in an unknown way.', asError(thrown));
  const { statusCode, error } = parsed.data;
  const reason = error?.reason ?? error?.code ?? 'unknown';
  const description = error?.description ?? '';
  if (statusCode !== 400)
    throw unavailable('Razorpay cannot be used at the moment.', new Error(`${statusCode} ${reason}`));
  return { reason, description };
}

// What axios says when its time is over.
const TIMEOUT = /^0 (?:ECONNABORTED|ETIMEDOUT)$/;

/** Whether a call ended because Razorpay did not answer in time. */
export function isTimeout(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof Error && TIMEOUT.test(error.cause.message);
}

/** Runs a call for which only success is an answer. */
export async function answered<Result>(call: Promise<Result>): Promise<Result> {
  return call.catch((thrown: unknown) => {
    const { reason, description } = refusalOf(thrown);
    throw new AppError('unavailable', 'SERVICE_UNAVAILABLE', 'Razorpay refused.', {
      cause: new Error(`${reason}: ${description}`),
      retryAfterSeconds: 2,
    });
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? new Error(`${thrown.name}: ${thrown.message}`) : new Error('not an error');
}

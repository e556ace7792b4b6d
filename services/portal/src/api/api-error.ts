import type { ErrorCode } from '@campus/contracts/error-codes';

/** `OFFLINE`: no answer came at all. `TIMED_OUT`: not in time, so the outcome of a change is unknown. */
export type ApiErrorCode = ErrorCode | 'OFFLINE' | 'TIMED_OUT';

interface ApiErrorFields {
  /** 0 when there was no answer. */
  status: number;
  code: ApiErrorCode;
  message: string;
  details?: unknown;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

/** Every way in which a call can fail; there is no other. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly details: unknown;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor({ status, code, message, details, requestId, retryAfterSeconds }: ApiErrorFields, cause?: unknown) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whether `error` is a refusal with one of these codes. */
export function isApiError(error: unknown, ...codes: ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));
}

/** The error envelope of an answer; an answer without one (a proxy in between) is a service that is away. */
export async function errorOf(response: Response): Promise<ApiError> {
  const envelope = await readEnvelope(response);
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiError({
    status: response.status,
    code: envelope?.code ?? 'SERVICE_UNAVAILABLE',
    message: envelope?.message ?? `Status ${response.status}`,
    details: envelope?.details,
    requestId: response.headers.get('X-Request-Id') ?? undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

interface Envelope {
  code: ErrorCode;
  message: string;
  details?: unknown;
}

async function readEnvelope(response: Response): Promise<Envelope | undefined> {
  const text = await response.text();
  if (!response.headers.get('Content-Type')?.startsWith('application/json')) return undefined;
  return (JSON.parse(text) as { error?: Envelope }).error;
}

/** The sentence for each field that a `VALIDATION_ERROR` names, by the field's path; empty for every other error. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isApiError(error, 'VALIDATION_ERROR') || !Array.isArray(error.details)) return {};
  const faults = error.details as { path: string; message: string }[];
  return Object.fromEntries(faults.map(({ path, message }) => [path, message]));
}

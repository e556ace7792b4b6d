import { ApiError, errorOf } from './api-error.ts';
import { type Call, contentOf, targetOf } from './request.ts';

const TIMEOUT_MS = 20_000;

/** Sends one call and resolves to its answer, whatever the status. Throws `ApiError` OFFLINE or TIMED_OUT, or the caller's own abort. */
export async function send(route: string, call: Call, accessToken?: string): Promise<Response> {
  const { method, url } = targetOf(route, call);
  const { headers, body } = contentOf(call);
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(url, {
      method,
      headers: { ...headers, ...(accessToken && { Authorization: `Bearer ${accessToken}` }) },
      ...(body !== undefined && { body }),
      cache: 'no-store',
      credentials: 'omit',
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    const code = timeout.aborted ? 'TIMED_OUT' : 'OFFLINE';
    throw new ApiError({ status: 0, code, message: 'No answer from the server.' }, error);
  }
}

/** The JSON of a good answer, undefined where there is none; throws what the error envelope says. */
export async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw await errorOf(response);
  return response.status === 204 ? undefined : response.json();
}

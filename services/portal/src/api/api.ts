import type { Session } from '../session/session.ts';
import { isApiError } from './api-error.ts';
import type { CallOptions } from './endpoint-types.ts';
import type { AnswerOf, Endpoints, Route } from './endpoints.ts';
import type { Call } from './request.ts';
import { answerOf, send } from './send.ts';

type Arguments<Of extends Route> =
  object extends CallOptions<Of, Endpoints[Of]> ? [CallOptions<Of, Endpoints[Of]>?] : [CallOptions<Of, Endpoints[Of]>];

/** The platform, as the signed-in person may use it. */
export interface Api {
  /** Throws `ApiError`. With an expired token it is renewed and the call sent again; a session that is over ends here too. */
  call<Of extends Route>(route: Of, ...options: Arguments<Of>): Promise<AnswerOf<Of>>;
  /** The same as a file, for reports with `format: 'csv'`. */
  download<Of extends Route>(route: Of, ...options: Arguments<Of>): Promise<Blob>;
}

export function createApi(session: Pick<Session, 'accessToken' | 'renew'>): Api {
  async function goodAnswer(route: string, call: Call): Promise<Response> {
    const token = await session.accessToken();
    const response = await send(route, call, token);
    if (response.ok) return response;
    const refusal = await answerOf(response).catch((error: unknown) => error);
    if (token === undefined || !isApiError(refusal, 'TOKEN_EXPIRED', 'INVALID_TOKEN')) throw refusal;
    const again = await send(route, call, await session.renew(token));
    if (!again.ok) await answerOf(again);
    return again;
  }

  return {
    async call<Of extends Route>(route: Of, ...[options]: Arguments<Of>) {
      return (await answerOf(await goodAnswer(route, options ?? {}))) as AnswerOf<Of>;
    },
    download: async (route, ...[options]) => (await goodAnswer(route, options ?? {})).blob(),
  };
}

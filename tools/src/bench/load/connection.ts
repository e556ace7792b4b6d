import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { LoadRequest } from './load-job.ts';

export interface LoadAnswer {
  status: number;
  body: string;
}

/** Sends one request as this student; the answer's body is read only for whoever wants it. Rejects when the connection fails. */
export type Ask = (request: LoadRequest, token: string) => Promise<LoadAnswer>;

/** On undici's lowest level: the loader shares the machine with what it loads. */
export function askThrough(dispatcher: Dispatcher): Ask {
  return (request, token) =>
    new Promise((resolve, reject) => {
      let status = 0;
      const chunks: Buffer[] = [];
      const { method, path, body = null } = request;
      dispatcher.dispatch(
        { method, path, body, headers: headersOf(request, token) },
        {
          onRequestStart: () => undefined,
          onResponseStart(_controller, statusCode) {
            status = statusCode;
          },
          onResponseData(_controller, chunk) {
            if (request.wantsBody) chunks.push(chunk);
          },
          onResponseEnd: () => resolve({ status, body: Buffer.concat(chunks).toString() }),
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
}

function headersOf({ headers, isKeyed }: LoadRequest, token: string): Record<string, string> {
  return { ...headers, authorization: `Bearer ${token}`, ...(isKeyed && { 'idempotency-key': randomUUID() }) };
}

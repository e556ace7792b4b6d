import { randomUUID } from 'node:crypto';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** The id that the sender gave a request in `X-Request-Id`, when it is well-formed, or else a new one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return REQUEST_ID.exec([header].flat()[0] ?? '')?.[0] ?? randomUUID();
}

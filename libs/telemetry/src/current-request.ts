import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Handles a request whose id every line written meanwhile carries. */
export function inRequest(requestId: string, work: () => void): void {
  current.run(requestId, work);
}

/** The id of the request being handled, for calls to other services and log lines; undefined outside a request. */
export function currentRequestId(): string | undefined {
  return current.getStore();
}

import { setTimeout as sleep } from 'node:timers/promises';

/** An answer of the platform: its status and its parsed JSON body. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export type Api = (method: string, path: string, body?: object) => Promise<Answer>;

/** Calls the public API as one person; waits as told when it says 429, and when a read is 503 because a service has just started, a few times. */
export function apiClient(origin: string, accessToken?: string): Api {
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(accessToken && { authorization: `Bearer ${accessToken}` }),
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      const mayPass = response.status === 429 || (response.status === 503 && method === 'GET');
      if (!mayPass || attempt === 5 || seconds > 60) return { status: response.status, body: parse(text) };
      await sleep(seconds * 1_000);
    }
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

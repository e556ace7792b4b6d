/** One call, before it is a `fetch`: the path has its names still in it. */
export interface Call {
  params?: Record<string, string>;
  query?: object;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const PREFIX = '/api/v1';

/** Method and address of a route such as `PATCH /admin/orders/:id/status`. Fields that are undefined are left out of the query. */
export function targetOf(route: string, { params = {}, query = {} }: Call): { method: string; url: string } {
  const [method = 'GET', path = ''] = route.split(' ');
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return { method, url: `${PREFIX}${filled}${search && `?${search}`}` };
}

/** Headers and body of a call; a form keeps the content type that the browser gives it. */
export function contentOf({ body, idempotencyKey }: Call): { headers: Record<string, string>; body?: BodyInit } {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
  };
  if (body === undefined) return { headers };
  if (body instanceof FormData) return { headers, body };
  return { headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** A new random key: for `Idempotency-Key`, one per intention of a person, kept over its retries. */
export function newKey(): string {
  // Not randomUUID: it is missing where a tablet reaches a development platform by plain http.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface RawRequest {
  method: string;
  /** Exactly as it goes over the wire. */
  target: string;
  headers: Record<string, string>;
  body?: Buffer | undefined;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends what `fetch` would tidy up or refuse. Rejects when there is no whole answer in time; of a stream only the head is waited for. */
export function sendRaw(origin: string, { method, target, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const length = body && { 'content-length': String(body.length) };
  const outgoing = request({ agent, hostname, port, method, path: target, headers: { ...headers, ...length } });
  const late = setTimeout(() => outgoing.destroy(new Error('no answer within 20 s')), 20_000);
  outgoing.once('response', (response) => {
    const chunks: Buffer[] = [];
    const answer = () => ({
      status: response.statusCode ?? 0,
      headers: response.headers,
      text: Buffer.concat(chunks).toString(),
    });
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('error', reject);
    response.once('end', () => resolve(answer()));
    if (!response.headers['content-type']?.startsWith('text/event-stream')) return;
    resolve(answer());
    response.destroy();
  });
  outgoing.once('error', reject);
  outgoing.end(body);
  return promise.finally(() => clearTimeout(late));
}

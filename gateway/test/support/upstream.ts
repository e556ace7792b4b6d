import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '@campus/testing/at-end';
import { WebSocketServer } from 'ws';

interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  bytes: number;
  /** The gateway gave the request up before the answer was complete. */
  aborted: boolean;
}

export interface Upstream {
  url: string;
  requests: SeenRequest[];
  /** What auth tells of ended sessions. */
  revocations: object[];
  /** What it says at a path, instead of its name; `silence` is no answer at all. */
  says: Map<string, object | 'silence'>;
  /** `Authorization` headers that it answers 403. */
  refused: Set<string>;
  stop(): Promise<void>;
}

/** Stands in for all services: records what arrives, answers with its name, and echoes on sockets. `/slow` and `/drip` never end. */
export async function startUpstream(name: string): Promise<Upstream> {
  const requests: SeenRequest[] = [];
  const revocations: object[] = [];
  const says = new Map<string, object | 'silence'>();
  const refused = new Set<string>();
  const server = createServer(async (request, response) => {
    const seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      bytes: 0,
      aborted: false,
    };
    requests.push(seen);
    response.once('close', () => {
      seen.aborted = !response.writableFinished;
    });
    request.on('data', (chunk) => {
      seen.bytes += chunk.length;
    });
    request.once('end', () => answer(request, response, { name, revocations, says, refused }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, { url, headers }) => {
    requests.push({ method: 'UPGRADE', url: url ?? '', headers, bytes: 0, aborted: false });
    socket.on('message', (data) => socket.send(`${name}: ${data}`));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  atEnd(stop);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, revocations, says, refused, stop };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { name, revocations, says, refused }: { name: string } & Pick<Upstream, 'revocations' | 'says' | 'refused'>,
): void {
  const url = request.url ?? '';
  const said = says.get(url);
  if (url.includes('/slow') || said === 'silence') return;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('etag', '"1"');
  response.setHeader('vary', 'Accept-Encoding');
  response.setHeader('x-powered-by-test', name);
  if (refused.has(request.headers.authorization ?? '')) response.statusCode = 403;
  if (said) return void response.end(JSON.stringify(said));
  if (url === '/internal/revocations') return void response.end(JSON.stringify({ revocations }));
  if (url === '/health') return void response.end(JSON.stringify({ status: 'healthy', database: 'connected' }));
  if (url.includes('/stream')) {
    response.setHeader('content-type', 'text/event-stream');
    return void response.write('id: 1\n\n');
  }
  response.end(JSON.stringify({ service: name, url }));
}

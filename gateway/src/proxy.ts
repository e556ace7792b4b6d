import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, unavailable } from '@campus/errors/app-error';
import { spread } from '@campus/lifecycle/spread';
import { observeCall } from '@campus/telemetry/observe-call';
import { type Dispatcher, Pool } from 'undici';
import { answerHeaders, forwardedHeaders } from './forwarded-headers.ts';
import { limitedBody } from './limited-body.ts';
import type { GatewayRoute, Service } from './routes.ts';

export type Upstreams = Record<Service, string>;

const ANSWER_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 2_000;
const CONNECTIONS = 128;
// Less than the five seconds for which a service that stops says so in its answers: a kept connection is used, and hears of it, or is given up.
const KEPT_MS = 4_000;
// A kept-alive connection that the service closed in the same moment: nothing was received, so a read may be asked again.
const CONNECTION_LOST = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

export interface ServiceProxy {
  forward(route: GatewayRoute, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends answers that have no end of their own, evenly over this time. */
  endStreams(overMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Hands requests to services over kept-alive connections, answers and files streamed (docs/decisions/0004-gateway-proxy.md). */
export function createProxy({ upstreams, hops }: { upstreams: Upstreams; hops: number }): ServiceProxy {
  const pools = new Map(Object.entries(upstreams).map(([service, origin]) => [service, openPool(origin)]));
  const streams = new Set<AbortController>();

  async function exchange(route: GatewayRoute, request: IncomingMessage, response: ServerResponse) {
    const pool = pools.get(route.to);
    if (!pool) throw new Error(`no upstream for ${route.to}`);
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
      streams.delete(gone);
    });
    if (route.door === 'stream') streams.add(gone);
    const asked = await askedOf(route, request, response);
    const send = () => pool.stream({ ...asked, signal: gone.signal }, (answer) => begin(response, answer));
    return send().catch((error: unknown) => {
      if (response.headersSent || asked.body || !isRepeatable(request, error)) throw error;
      return send();
    });
  }

  async function askedOf(
    route: GatewayRoute,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Dispatcher.RequestOptions> {
    const requestId = String(response.getHeader('x-request-id'));
    return {
      path: request.url ?? '/',
      method: request.method as Dispatcher.HttpMethod,
      headers: forwardedHeaders(request, { requestId, hops }),
      body: await limitedBody(request, route.bodyLimit),
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: route.door === 'stream' ? 0 : ANSWER_TIMEOUT_MS,
    };
  }

  return {
    async forward(route, request, response) {
      try {
        await observeCall(route.to, String(request.method), () => exchange(route, request, response));
      } catch (error) {
        if (response.headersSent || response.destroyed) return void response.destroy();
        throw error instanceof AppError
          ? error
          : unavailable('This part of the platform is not reachable at the moment.', error);
      }
    },
    endStreams: (overMs) => spread(streams, overMs, (stream) => stream.abort()),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function openPool(origin: string): Pool {
  return new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    pipelining: 1,
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_MS,
  });
}

function begin(response: ServerResponse, { statusCode, headers }: Dispatcher.StreamFactoryData): ServerResponse {
  for (const [name, value] of answerHeaders(headers)) {
    if (name === 'vary') response.appendHeader(name, value);
    else if (name === 'cache-control' || !response.hasHeader(name)) response.setHeader(name, value);
  }
  response.writeHead(statusCode);
  response.flushHeaders();
  return response;
}

function isRepeatable(request: IncomingMessage, error: unknown): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && error instanceof Error && 'code' in error && CONNECTION_LOST.has(String(error.code));
}

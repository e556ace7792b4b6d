import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, unavailable } from '@campus/errors/app-error';
import type { Pulse } from '@campus/lifecycle/pulse';
import { spread } from '@campus/lifecycle/spread';
import { observeCall } from '@campus/telemetry/observe-call';
import { type Dispatcher, Pool } from 'undici';
import { answerHeaders, forwardedHeaders } from './forwarded-headers.ts';
import { hasBody, limitedBody } from './limited-body.ts';
import { pulseOfService } from './pulse-of-service.ts';
import { createRetryBudget, type RetryBudget, sent } from './retry-budget.ts';
import type { GatewayRoute, Service } from './routes.ts';
import { createSharedReads } from './shared-reads.ts';

export type Upstreams = Record<Service, string>;

const ANSWER_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 2_000;
const CONNECTIONS = 128;
// Less than the five seconds for which a service that stops says so in its answers: a kept connection is used, and hears of it, or is given up.
const KEPT_MS = 4_000;
// A kept-alive connection that the service closed in the same moment: nothing was received, so a read may be asked again.
const CONNECTION_LOST = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
/** The headers on which the answer of a route that is the same for all may depend. */
const SHARED_BY = ['accept', 'accept-encoding', 'cache-control', 'if-modified-since', 'if-none-match', 'range'];
// Refused is one person, not the question.
const PERSONAL = new Set([401, 403]);

/** A service's connections, whether it lives, and how often its reads may be asked again. */
interface Way {
  pool: Pool;
  pulse: Pulse;
  retries: RetryBudget;
}

interface WholeAnswer {
  status: number;
  headers: [string, string | string[]][];
  body: Buffer;
}

export interface ServiceProxy {
  forward(route: GatewayRoute, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends answers that have no end of their own, evenly over this time. */
  endStreams(overMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Hands requests to services over kept-alive connections, answers and files streamed (docs/decisions/0004-gateway-proxy.md). */
export function createProxy({ upstreams, hops }: { upstreams: Upstreams; hops: number }): ServiceProxy {
  const ways = new Map<string, Way>();
  for (const [service, origin] of Object.entries(upstreams))
    ways.set(service, { pool: openPool(origin), retries: createRetryBudget(), pulse: pulseOfService(origin) });
  const streams = new Set<AbortController>();
  const sharedRead = createSharedReads<WholeAnswer>();

  function wayOf({ to }: GatewayRoute): Way {
    const way = ways.get(to);
    if (!way) throw new Error(`no upstream for ${to}`);
    return way;
  }

  async function exchange(route: GatewayRoute, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
      streams.delete(gone);
    });
    if (route.door === 'stream') streams.add(gone);
    const asked = await askedOf(route, request, response);
    const { pool, retries, pulse } = wayOf(route);
    const heard = pulse.wait(() => gone.abort(silence()));
    const send = () =>
      pool.stream({ ...asked, signal: gone.signal }, ({ statusCode, headers }) => {
        heard();
        begin(response, { status: statusCode, headers: answerHeaders(headers) });
        // An event stream may have nothing to say for long, and its reader waits for the head.
        if (route.door === 'stream') response.flushHeaders();
        return response;
      });
    const isRepeatable = (error: unknown) => !response.headersSent && !asked.body && isLostRead(request, error);
    return sent(retries, { isRepeatable, send }).finally(heard);
  }

  /** One question for all who have it now. */
  async function exchangeShared(
    route: GatewayRoute,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const ask = () =>
      observeCall({ dependency: route.to, operation: 'GET' }, () => wholeAnswer(route, request, response));
    const key = [request.url, ...SHARED_BY.map((name) => request.headers[name])].join('\n');
    const shared = await sharedRead(key, ask);
    const answer = PERSONAL.has(shared.status) ? await ask() : shared;
    begin(response, answer);
    response.end(answer.body);
  }

  async function wholeAnswer(route: GatewayRoute, request: IncomingMessage, response: ServerResponse) {
    const asked = await askedOf(route, request, response);
    const { pool, retries, pulse } = wayOf(route);
    const silent = new AbortController();
    const heard = pulse.wait(() => silent.abort(silence()));
    const send = async (): Promise<WholeAnswer> => {
      const { statusCode: status, headers, body } = await pool.request({ ...asked, signal: silent.signal });
      return { status, headers: answerHeaders(headers), body: Buffer.from(await body.arrayBuffer()) };
    };
    return sent(retries, { isRepeatable: (error) => isLostRead(request, error), send }).finally(heard);
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
        const isShared = route.sameForAll && request.method === 'GET' && !hasBody(request);
        if (isShared) await exchangeShared(route, request, response);
        else {
          const call = { dependency: route.to, operation: String(request.method) };
          await observeCall(call, () => exchange(route, request, response));
        }
      } catch (error) {
        if (response.headersSent || response.destroyed) return void response.destroy();
        throw error instanceof AppError ? error : notReachable(error);
      }
    },
    endStreams: (overMs) => spread(streams, overMs, (stream) => stream.abort()),
    async close() {
      await Promise.all([...ways.values()].map(({ pool }) => pool.destroy()));
    },
  };
}

const notReachable = (cause?: unknown) =>
  unavailable('This part of the platform is not reachable at the moment.', cause);
const silence = () => notReachable(new Error('It shows no sign of life.'));

function openPool(origin: string): Pool {
  return new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    pipelining: 1,
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_MS,
  });
}

function begin(response: ServerResponse, { status, headers }: Pick<WholeAnswer, 'status' | 'headers'>): void {
  for (const [name, value] of headers) {
    if (name === 'vary') response.appendHeader(name, value);
    else if (name === 'cache-control' || !response.hasHeader(name)) response.setHeader(name, value);
  }
  response.writeHead(status);
}

function isLostRead(request: IncomingMessage, error: unknown): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && error instanceof Error && 'code' in error && CONNECTION_LOST.has(String(error.code));
}

import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError, forbidden, unavailable } from '@campus/errors/app-error';
import { refuseUpgrade } from '@campus/http/refuse-upgrade';
import { requestIdFrom } from '@campus/http/request-id';
import { createSecurityLog, noteRefusal } from '@campus/http/security-log';
import { spread } from '@campus/lifecycle/spread';
import type { Logger } from '@campus/logger/logger';
import { gauge } from '@campus/telemetry/gauge';
import { clientAddress } from './client-address.ts';
import { findRoute } from './find-route.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import type { Limits } from './rate-limit.ts';

export interface SocketDoorOptions {
  realtimeUrl: string;
  allowedOrigins: string[];
  limits: Limits;
  hops: number;
  /** Realtime pings every socket every 15 s: whoever neither takes nor sends anything for so long does not read, or is gone. */
  silenceMs: number;
  logger: Logger;
}

export interface SocketDoor {
  /** Whether an `Upgrade` header is to be taken seriously; elsewhere it is ignored, as HTTP allows. */
  isSocket(request: IncomingMessage): boolean;
  upgrade(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void>;
  /** Ends all sockets, evenly over this time, so that they do not come back all at once. */
  closeAll(overMs: number): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 2_000;

const sockets = gauge('gateway_open_sockets', 'WebSockets that pass through this gateway now.', {});

/** WebSockets: checked for origin and rate, then joined byte by byte with realtime, which checks the token. */
export function createSocketDoor(options: SocketDoorOptions): SocketDoor {
  const { realtimeUrl, allowedOrigins, limits, hops, silenceMs, logger } = options;
  const open = new Set<Duplex>();
  sockets.watch({}, () => open.size);
  const security = createSecurityLog(logger);
  const state = { closing: false };

  async function admit(request: IncomingMessage): Promise<void> {
    const { origin } = request.headers;
    if (origin !== undefined && !allowedOrigins.includes(origin)) throw forbidden();
    await limits.upgrade(clientAddress(request, hops));
  }

  return {
    isSocket: (request) =>
      request.headers.upgrade?.toLowerCase() === 'websocket' && findRoute(request.url ?? '')?.door === 'socket',
    async upgrade(request, client, head) {
      const requestId = requestIdFrom(request.headers['x-request-id']);
      client.on('error', () => client.destroy());
      if (state.closing) return void client.destroy();
      open.add(client);
      request.socket.setTimeout(silenceMs, () => client.destroy());
      client.once('close', () => open.delete(client));
      try {
        await admit(request);
        const upstream = await connectTo(realtimeUrl);
        await ask({ client, upstream, opening: openingOf(request, { requestId, hops }) });
        join({ client, upstream, head });
        logger.info({ request_id: requestId, path: pathOf(request) }, 'socket opened');
      } catch (error) {
        if (client.destroyed) return;
        const where = { request_id: requestId, path: pathOf(request) };
        logger.info({ ...where, err: error }, 'socket refused');
        const refusal = asRefusal(error);
        noteRefusal(security, refusal, where);
        refuseUpgrade(client, refusal, requestId);
      }
    },
    closeAll(overMs) {
      state.closing = true;
      return spread(open, overMs, (client) => client.destroy());
    },
  };
}

function asRefusal(error: unknown): AppError {
  return error instanceof AppError ? error : unavailable('Live updates are not reachable at the moment.', error);
}

/** The path alone: the query carries the token. */
function pathOf(request: IncomingMessage): string | undefined {
  return request.url?.split('?', 1)[0];
}

function connectTo(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host: hostname, port: Number(port || 80), noDelay: true, keepAlive: true });
  socket.setTimeout(CONNECT_TIMEOUT_MS, () => socket.destroy(new Error('connect timed out')));
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.setTimeout(0);
    resolve(socket);
  });
  return promise;
}

function openingOf(request: IncomingMessage, own: { requestId: string; hops: number }): string {
  const headers = Object.entries({
    ...forwardedHeaders(request, own),
    connection: 'Upgrade',
    upgrade: 'websocket',
    host: request.headers.host,
  });
  const lines = headers.flatMap(([name, value]) => [value ?? []].flat().map((one) => `${name}: ${one}`));
  return [`GET ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

interface Pair {
  client: Duplex;
  upstream: Socket;
}

/** Resolves when realtime begins to answer: a connection that stands is no answer. */
async function ask({ client, upstream, opening }: Pair & { opening: string }): Promise<void> {
  const leave = () => void upstream.destroy();
  client.once('close', leave);
  // A client left while realtime was asked for a connection: its `close` is over and would not end the other side.
  if (client.destroyed) leave();
  upstream.write(opening);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  upstream.setTimeout(ANSWER_TIMEOUT_MS, () => upstream.destroy(new Error('no answer in time')));
  const end = () => reject(new Error('closed without an answer'));
  upstream.once('error', reject).once('close', end);
  upstream.once('readable', () => (upstream.readableLength > 0 ? resolve() : end()));
  await promise;
  upstream.setTimeout(0);
  upstream.off('error', reject).off('close', end);
}

function join({ client, upstream, head }: Pair & { head: Buffer }): void {
  upstream.on('error', () => client.destroy());
  upstream.once('close', () => client.end());
  if (head.length > 0) upstream.write(head);
  upstream.pipe(client);
  client.pipe(upstream);
}

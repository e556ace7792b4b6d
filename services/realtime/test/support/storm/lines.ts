import { get } from 'node:http';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { ListViewer } from './list-viewer.ts';
import type { OrderViewer } from './order-viewer.ts';

/** One connection of a client. `lost` is called once, with the close code if there was one, unless the client dropped it itself. */
export interface Line {
  drop(): void;
}

export interface LineOptions {
  url: string;
  token: string;
  lost(code?: number): void;
}

export type OpenLine = (options: LineOptions) => Line;

/** A socket.io client of a namespace. */
export function screenLine(namespace: string, viewer: ListViewer): OpenLine {
  return ({ url, token, lost }) => {
    const socket = io(`${url}${namespace}`, {
      auth: { token, ...(viewer.since && { since: viewer.since }) },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    const end = once(lost);
    socket.on('hello', ({ position }) => viewer.hello(position));
    socket.on('order', viewer.order);
    socket.on('resync', viewer.resync);
    socket.on('disconnect', () => end());
    socket.on('connect_error', () => end());
    return {
      drop() {
        end.cancel();
        socket.removeAllListeners();
        socket.disconnect();
      },
    };
  };
}

/** A reader of the kitchen's event stream. */
export function streamLine(viewer: ListViewer): OpenLine {
  return ({ url, token, lost }) => {
    const end = once(lost);
    const headers = { authorization: `Bearer ${token}`, ...(viewer.since && { 'last-event-id': viewer.since }) };
    const request = get(`${url}/api/v1/admin/orders/stream`, { headers, agent: false }, (response) => {
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) readBlock(block, viewer);
      });
      response.on('close', () => end());
    });
    request.on('error', () => end());
    return {
      drop() {
        end.cancel();
        request.destroy();
      },
    };
  };
}

function readBlock(block: string, viewer: ListViewer): void {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  const [id, event, data] = [field('id'), field('event'), field('data')];
  if (id && !event) viewer.hello(id);
  if (event === 'resync') viewer.resync();
  if (event === 'order' && data) viewer.order(JSON.parse(data));
}

/** A phone that follows one order. */
export function orderLine(orderId: string, viewer: OrderViewer): OpenLine {
  return ({ url, token, lost }) => {
    const end = once(lost);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws/orders/${orderId}?token=${token}`);
    socket.on('error', () => undefined);
    socket.on('message', (data) => viewer.message(JSON.parse(String(data))));
    socket.on('close', (code) => {
      viewer.closed(code);
      end(code);
    });
    return {
      drop() {
        end.cancel();
        socket.removeAllListeners('message').removeAllListeners('close');
        socket.terminate();
      },
    };
  };
}

function once(tell: (code?: number) => void) {
  let told = false;
  const end = (code?: number) => {
    if (!told) tell(code);
    told = true;
  };
  return Object.assign(end, {
    cancel() {
      told = true;
    },
  });
}

import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: messages as a client without our types sees them
type Message = any;

export interface OrderClient {
  socket: WebSocket;
  messages: Message[];
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

/** A customer's app following one order; `refused` is the HTTP status when there was no upgrade. */
export function followOrder(
  url: string,
  orderId: string,
  token?: string,
  headers?: Record<string, string>,
): OrderClient & { refused: Promise<number> } {
  const query = token === undefined ? '' : `?token=${token}`;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws/orders/${orderId}${query}`, { headers });
  const messages: Message[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  atEnd(async () => socket.terminate());
  return {
    socket,
    messages,
    closed: new Promise((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))),
    refused: new Promise((resolve) =>
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0)),
    ),
    close: () => socket.close(),
  };
}

export interface ScreenClient {
  socket: Socket;
  /** `order` messages, in order of arrival. */
  orders: Message[];
  /** Every event with its name. */
  events: [string, Message][];
  hello(): Promise<{ position: string }>;
  close(): void;
}

/** A socket.io client of one namespace. */
export function openScreen(
  url: string,
  namespace: string,
  auth: { token?: string; since?: string | null },
  headers?: Record<string, string>,
): ScreenClient {
  const socket = io(`${url}${namespace}`, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });
  const orders: Message[] = [];
  const events: [string, Message][] = [];
  socket.onAny((name, body) => {
    events.push([name, body]);
    if (name === 'order') orders.push(body);
  });
  atEnd(async () => void socket.disconnect());
  return {
    socket,
    orders,
    events,
    // Short: whoever is refused gets none, and the tests try again.
    hello: () => eventually(() => found(events, 'hello'), { timeoutMs: 5_000 }),
    close: () => void socket.disconnect(),
  };
}

export interface StreamClient {
  status: number;
  headers: Headers;
  /** Events with data. */
  events: { id: string; event: string; data: Message }[];
  /** The last `id:` line, with or without data. */
  lastId(): string | undefined;
  /** The last `retry:` line: how long to wait before coming back. */
  retryMs(): number;
  ended: Promise<void>;
  close(): void;
}

/** A reader of the kitchen's server-sent events. */
export async function readStream(url: string, token: string, lastEventId?: string): Promise<StreamClient> {
  const aborting = new AbortController();
  const headers = { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const response = await fetch(`${url}/api/v1/admin/orders/stream`, { headers, signal: aborting.signal });
  const events: StreamClient['events'] = [];
  const last: { id?: string; retry?: string } = {};
  atEnd(async () => aborting.abort());
  return {
    status: response.status,
    headers: response.headers,
    events,
    lastId: () => last.id,
    retryMs: () => Number(last.retry ?? 0),
    ended: consume(response, (block) => {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
      last.id = fields.id ?? last.id;
      last.retry = fields.retry ?? last.retry;
      if (fields.data) events.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) });
    }).catch(() => undefined),
    close: () => aborting.abort(),
  };
}

async function consume(response: Response, onBlock: (block: string) => void): Promise<void> {
  let rest = '';
  for await (const chunk of (response.body ?? new ReadableStream<Uint8Array>()).pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    blocks.forEach(onBlock);
  }
}

function found(events: [string, Message][], name: string) {
  const event = events.find(([one]) => one === name);
  if (!event) throw new Error(`no ${name} among ${events.map(([one]) => one).join(', ') || 'none'}`);
  return event[1];
}
